public import Planning

/// Which text a model would rather go on with.
public struct Choice: Sendable, Hashable {
    /// The number of the likeliest choice, the first of equals.
    public let index: Int
    /// Each choice's log-probability: the sum over its tokens.
    public let logprobs: [Double]
    /// What it took. Output are the tokens that were judged.
    public let usage: Usage
}
