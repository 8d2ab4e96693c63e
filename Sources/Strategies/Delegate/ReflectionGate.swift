import Planning
import Speculation

/// Keeps the drafts that go straight on.
struct ReflectionGate: DraftGate {
    let rule: ReflectionRule

    func assess(_ draft: Proposal, in step: StepToVerify, meter: any CallMeter) async throws -> Verdict.Assessment {
        let reason = rule.reason(toDelegate: draft, after: step.request.trajectory)
        return .init(score: nil, isKept: reason == nil, reason: reason ?? "it goes straight on")
    }
}
