/// Tokens of one call, or of several, in disjoint buckets: whichever way a provider reports them,
/// `freshInput + cacheRead + cacheWrite` is the whole prompt and `output` is all that was generated.
public struct Usage: Sendable, Hashable, Codable {
    /// Prompt tokens neither read from a cache nor written to one.
    public var freshInput: Int
    /// Prompt tokens served from a cache.
    public var cacheRead: Int
    /// Prompt tokens written to a cache.
    public var cacheWrite: Int
    /// Generated tokens, reasoning included.
    public var output: Int
    /// The part of `output` that was reasoning, where the provider tells.
    public var reasoning: Int
    /// How the figures are known; of a sum, the weakest.
    public var provenance: Provenance

    /// Tokens in disjoint buckets.
    public init(
        freshInput: Int = 0, cacheRead: Int = 0, cacheWrite: Int = 0, output: Int = 0, reasoning: Int = 0,
        provenance: Provenance = .counted
    ) {
        self.freshInput = freshInput
        self.cacheRead = cacheRead
        self.cacheWrite = cacheWrite
        self.output = output
        self.reasoning = reasoning
        self.provenance = provenance
    }

    /// No tokens at all, counted.
    public static let zero = Usage()

    /// The whole prompt.
    public var input: Int { freshInput + cacheRead + cacheWrite }

    /// Everything, prompt and answer.
    public var tokens: Int { input + output }

    /// Bucket by bucket; the provenance is the weaker of the two.
    public static func + (left: Usage, right: Usage) -> Usage {
        Usage(
            freshInput: left.freshInput + right.freshInput, cacheRead: left.cacheRead + right.cacheRead,
            cacheWrite: left.cacheWrite + right.cacheWrite, output: left.output + right.output,
            reasoning: left.reasoning + right.reasoning, provenance: max(left.provenance, right.provenance))
    }

    /// Adds `right`.
    public static func += (left: inout Usage, right: Usage) { left = left + right }
}
