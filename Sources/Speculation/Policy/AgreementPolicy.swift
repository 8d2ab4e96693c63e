public import Planning

/// A draft stands when the verifier, asked on the same prefix, says the same (DSP). Lossless.
public struct AgreementPolicy: VerificationPolicy {
    public let verification: SpeculationMachine.Verification

    /// Agreement.
    /// - Parameter tellsDraft: whether the verifier waits for the draft and is told it, because it then answers
    ///   the same and sooner, see `Agent.checksDrafts`.
    public init(tellingDraft tellsDraft: Bool = false) {
        verification = tellsDraft ? .afterDraft : .besideDraft
    }

    public func verdict(on step: StepToVerify, by verifier: any Agent, meter: any CallMeter) async throws -> Verdict {
        let draft = verification == .afterDraft ? step.draft?.action : nil
        return Verdict(
            try await verifier.propose(draft == nil ? step.request : step.request.told(of: draft), meter: meter))
    }
}
