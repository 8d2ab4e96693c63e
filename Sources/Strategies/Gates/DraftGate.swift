import Planning
import Speculation

/// Decides which drafts stand without the verifier.
protocol DraftGate: Sendable {
    /// Looks at a draft. The guard rails have let it pass already.
    /// - Throws: only `CancellationError`; whatever else goes wrong is a reason to ask the verifier.
    func assess(_ draft: Proposal, in step: StepToVerify, meter: any CallMeter) async throws -> Verdict.Assessment

    /// Takes notice of the step that the verifier wrote in the place of a draft.
    func replaced(
        _ draft: Proposal, by proposal: Proposal, in step: StepToVerify, _ assessment: Verdict.Assessment,
        meter: any CallMeter
    ) async

    /// Takes notice of what became of steps.
    func observe(_ outcome: VerificationOutcome)
}

extension DraftGate {
    func replaced(
        _ draft: Proposal, by proposal: Proposal, in step: StepToVerify, _ assessment: Verdict.Assessment,
        meter: any CallMeter
    ) async {}

    func observe(_ outcome: VerificationOutcome) {}
}
