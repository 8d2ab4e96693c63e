public import Planning

/// A draft stands when the verifier, asked on the same prefix, says the same (DSP). Lossless.
public struct AgreementPolicy: VerificationPolicy {
    public let guarantee = Guarantee.lossless
    public let verification = SpeculationMachine.Verification.besideDraft

    /// Agreement.
    public init() {}

    public func verdict(on step: StepToVerify, by verifier: any Agent, meter: any CallMeter) async throws -> Verdict {
        Verdict(try await verifier.propose(step.request, meter: meter))
    }
}
