public import Planning

/// What a drafted step needs before it stands. A planner asks it for every position that is verified.
///
/// ## Implementation guidance
/// A verdict depends on the step alone. Whatever fails on the way to a cheaper verdict ends with the
/// verifier being asked, never with a draft that stands because nobody could judge it. The verifier's
/// calls go through `meter`; calls of others through `meter.serving(_:)`.
public protocol VerificationPolicy: Sendable {
    /// Whether a verdict needs the draft.
    var verification: SpeculationMachine.Verification { get }

    /// Decides what stands at a position.
    /// - Throws: what the verifier throws.
    func verdict(on step: StepToVerify, by verifier: any Agent, meter: any CallMeter) async throws -> Verdict

    /// Takes notice of what became of steps: those that are committed, in their order, and audits as they
    /// come. Called while a step waits, so it only computes.
    func observe(_ outcome: VerificationOutcome)
}

extension VerificationPolicy {
    /// A policy that learns nothing takes no notice.
    public func observe(_ outcome: VerificationOutcome) {}
}
