import Planning
import Speculation
import Synchronization

/// Keeps the drafts that the drafter is sure of.
final class ConfidenceGate: DraftGate {
    private let rule: DeferralRule
    private let price: Mutex<VerifierPrice>

    init(_ settings: DeferralSettings, lambda: Double) {
        rule = DeferralRule(settings: settings)
        price = Mutex(VerifierPrice(lambda: lambda))
    }

    func assess(_ draft: Proposal, in step: StepToVerify, meter: any CallMeter) async throws -> Verdict.Assessment {
        guard let confidence = draft.confidence else {
            return .init(score: nil, isKept: false, reason: "the drafter does not say how sure it is")
        }
        let loss = rule.loss(of: draft.action, step.earlyExecution)
        let price = price.withLock(\.value)
        let isDeferred = rule.defers(confidence: confidence, loss: loss, price: price)
        return .init(
            score: (0...1).contains(confidence) ? confidence : nil, threshold: rule.threshold(loss: loss, price: price),
            isKept: !isDeferred, reason: isDeferred ? "the drafter is not sure enough" : "the drafter is sure enough")
    }

    func observe(_ outcome: VerificationOutcome) {
        guard case .committed(let assessment, let cost) = outcome, assessment?.isKept != true else { return }
        price.withLock { $0.asked(at: cost) }
    }
}
