import Planning

/// Reads what servers of the chat-completions format say about usage, in all their dialects, into
/// disjoint buckets.
struct OpenAIChatUsage: Sendable, Hashable {
    let usage: Usage
    /// What the provider says the answer costs, where it does.
    let charged: Money?
    /// The provider's own words.
    let raw: JSONValue

    /// The usage in a piece of an answer, or nil if it says nothing about usage.
    init?(in chunk: JSONValue) {
        // Groq puts it into a member of its own.
        let usage = [chunk["usage"], chunk["x_groq"]?["usage"]].compactMap { $0 }.first { $0.object != nil }
        let timings = chunk["timings"].flatMap { $0.object == nil ? nil : $0 }
        if let usage, usage["prompt_tokens"]?.tokenCount != nil || usage["completion_tokens"]?.tokenCount != nil {
            self.init(usage: usage, timings: timings, tier: Usage.tier(named: chunk["service_tier"]?.string))
        } else if let timings, let output = timings["predicted_n"]?.tokenCount {
            // llama-server without usage: `prompt_n` counts only what was not cached.
            self.init(
                usage: Usage(
                    freshInput: timings["prompt_n"]?.tokenCount ?? 0, cacheRead: timings["cache_n"]?.tokenCount ?? 0,
                    output: output, provenance: .reported),
                charged: nil, raw: timings)
        } else {
            return nil
        }
    }

    /// - Parameter tier: the tier that the call was served in, where the server says so.
    private init(usage: JSONValue, timings: JSONValue?, tier: String?) {
        let details = usage["prompt_tokens_details"]
        let hits = usage["prompt_cache_hit_tokens"]?.tokenCount
        let misses = usage["prompt_cache_miss_tokens"]?.tokenCount
        let prompt = usage["prompt_tokens"]?.tokenCount ?? (hits ?? 0) + (misses ?? 0)
        let cached = details?["cached_tokens"]?.tokenCount ?? hits ?? timings?["cache_n"]?.tokenCount ?? 0
        let cacheRead = min(cached, prompt)
        let cacheWrite = min(details?["cache_write_tokens"]?.tokenCount ?? 0, prompt - cacheRead)

        let completion = usage["completion_tokens"]?.tokenCount ?? 0
        let reasoning = usage["completion_tokens_details"]?["reasoning_tokens"]?.tokenCount ?? 0
        // A few servers count reasoning beside the completion; their total gives them away.
        let isBeside = reasoning > 0 && usage["total_tokens"]?.tokenCount == prompt + completion + reasoning
        let output = isBeside ? completion + reasoning : completion

        self.init(
            usage: Usage(
                freshInput: prompt - cacheRead - cacheWrite, cacheRead: cacheRead, cacheWrite: cacheWrite,
                output: output, reasoning: min(reasoning, output), serviceTier: tier, provenance: .reported),
            charged: Money(
                openRouter: usage["cost"], usesOwnKey: usage["is_byok"],
                upstream: usage["cost_details"]?["upstream_inference_cost"]),
            raw: usage)
    }

    private init(usage: Usage, charged: Money?, raw: JSONValue) {
        self.usage = usage
        self.charged = charged
        self.raw = raw
    }
}
