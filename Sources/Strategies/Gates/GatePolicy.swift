import Planning
import Speculation

/// A draft stands when a gate lets it pass; otherwise the verifier writes the step. Lossy.
struct GatePolicy: VerificationPolicy {
    let verification = SpeculationMachine.Verification.ofDraft
    let gate: any DraftGate
    let audits: AuditPlan

    func verdict(on step: StepToVerify, by verifier: any Agent, meter: any CallMeter) async throws -> Verdict {
        guard let draft = step.draft else { return Verdict(try await verifier.propose(step.request, meter: meter)) }
        var assessment =
            if let objection = GuardRail.objection(to: draft, in: step) {
                Verdict.Assessment(score: nil, isKept: false, reason: objection)
            } else { try await gate.assess(draft, in: step, meter: meter) }
        if assessment.isKept {
            assessment.wantsAudit = audits.includes(step.request.trajectory.count + 1)
            return Verdict(draft, assessment: assessment)
        }
        let proposal = try await verifier.propose(step.request, meter: meter)
        await gate.replaced(draft, by: proposal, in: step, assessment, meter: meter)
        return Verdict(proposal, assessment: assessment)
    }

    func observe(_ outcome: VerificationOutcome) { gate.observe(outcome) }
}
