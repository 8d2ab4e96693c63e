import Planning

/// What Anthropic says about usage, in two places: the prompt when the answer begins, and the answer at its end.
///
/// Every figure is a total so far, so that a later one replaces an earlier one. The input does not hold what
/// was read from the cache or written to it.
struct AnthropicUsage: Sendable, Hashable {
    private var members: [String: JSONValue] = [:]

    /// Takes in a `usage` object.
    /// - Returns: whether it says anything.
    mutating func take(_ usage: JSONValue?) -> Bool {
        guard let said = usage?.object,
            said["input_tokens"]?.tokenCount != nil || said["output_tokens"]?.tokenCount != nil
        else { return false }
        members.merge(said.filter { $0.value != .null }) { _, later in later }
        return true
    }

    /// The provider's own words.
    var raw: String { JSONValue.object(members).canonical }

    /// The usage so far.
    var usage: Usage {
        let classes = members["cache_creation"]?.object?.values.compactMap(\.tokenCount) ?? []
        let hour = members["cache_creation"]?["ephemeral_1h_input_tokens"]?.tokenCount ?? 0
        let written = members["cache_creation_input_tokens"]?.tokenCount ?? classes.reduce(0, +)
        let output = members["output_tokens"]?.tokenCount ?? 0
        let thinking = members["output_tokens_details"]?["thinking_tokens"]?.tokenCount ?? 0
        return Usage(
            freshInput: members["input_tokens"]?.tokenCount ?? 0,
            cacheRead: members["cache_read_input_tokens"]?.tokenCount ?? 0,
            cacheWrite: written, cacheWriteHour: min(hour, written), output: output, reasoning: min(thinking, output),
            serviceTier: Usage.tier(named: members["service_tier"]?.string), provenance: .reported)
    }
}
