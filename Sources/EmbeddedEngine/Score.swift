public import Planning

/// What a reward model says of a text.
public struct Score: Sendable, Hashable {
    /// The larger, the better; calibrating it is the caller's business.
    public let value: Double
    /// What it took.
    public let usage: Usage
}
