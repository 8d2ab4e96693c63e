/// Says how far to ride ahead, and learns from what comes of it.
///
/// ## Implementation guidance
/// A value: it can be copied, compared, saved and replayed. `decide` is called while a step waits,
/// so it only computes; whatever is random comes from a seeded generator kept inside. The same
/// sequence of calls always gives the same answers.
public protocol DepthController: Sendable {
    /// Chooses a depth for the present state.
    mutating func decide(_ context: DepthContext) -> DepthDecision

    /// Takes notice of something that happened.
    mutating func observe(_ outcome: DepthOutcome)
}
