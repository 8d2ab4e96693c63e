public import Planning

/// What a policy can learn from.
public enum VerificationOutcome: Sendable, Hashable {
    /// A step was committed that the policy had looked at in this way, nil where there was no draft; and what
    /// the verifier's calls for it cost, nil where a price is unknown.
    case committed(Verdict.Assessment?, verifierCost: Money?)
    /// The verifier was asked about a step that stands without it, and whether it would have done the same.
    case audited(agrees: Bool)
}
