/// Tokens of one call, or of several, in disjoint buckets: whichever way a provider reports them,
/// `freshInput + cacheRead + cacheWrite` is the whole prompt and `output` is all that was generated.
public struct Usage: Sendable, Hashable, Codable {
    /// Prompt tokens neither read from a cache nor written to one.
    public var freshInput: Int
    /// Prompt tokens served from a cache.
    public var cacheRead: Int
    /// Prompt tokens written to a cache.
    public var cacheWrite: Int
    /// The part of `cacheWrite` that was written for an hour instead of minutes.
    public var cacheWriteHour: Int
    /// Generated tokens, reasoning included.
    public var output: Int
    /// The part of `output` that was reasoning, where the provider tells.
    public var reasoning: Int
    /// The tier that the call was served in, in the provider's word and in small letters; nil for the usual one.
    public var serviceTier: String?
    /// How the figures are known; of a sum, the weakest.
    public var provenance: Provenance

    /// Tokens in disjoint buckets.
    public init(
        freshInput: Int = 0, cacheRead: Int = 0, cacheWrite: Int = 0, cacheWriteHour: Int = 0, output: Int = 0,
        reasoning: Int = 0, serviceTier: String? = nil, provenance: Provenance = .counted
    ) {
        self.freshInput = freshInput
        self.cacheRead = cacheRead
        self.cacheWrite = cacheWrite
        self.cacheWriteHour = cacheWriteHour
        self.output = output
        self.reasoning = reasoning
        self.serviceTier = serviceTier
        self.provenance = provenance
    }

    /// The tier that a provider names; nil for the words that mean the usual one.
    public static func tier(named name: String?) -> String? {
        let name = name?.lowercased()
        return ["default", "standard", "auto", "on_demand"].contains(name) ? nil : name
    }

    /// No tokens at all, counted.
    public static let zero = Usage()

    /// The whole prompt.
    public var input: Int { freshInput + cacheRead + cacheWrite }

    /// Everything, prompt and answer.
    public var tokens: Int { input + output }

    /// Bucket by bucket; the provenance is the weaker of the two, and the tier is the one of both, if there is one.
    public static func + (left: Usage, right: Usage) -> Usage {
        Usage(
            freshInput: left.freshInput + right.freshInput, cacheRead: left.cacheRead + right.cacheRead,
            cacheWrite: left.cacheWrite + right.cacheWrite, cacheWriteHour: left.cacheWriteHour + right.cacheWriteHour,
            output: left.output + right.output, reasoning: left.reasoning + right.reasoning,
            serviceTier: left.serviceTier == right.serviceTier ? left.serviceTier : nil,
            provenance: max(left.provenance, right.provenance))
    }

    /// Adds `right`.
    public static func += (left: inout Usage, right: Usage) { left = left + right }
}
