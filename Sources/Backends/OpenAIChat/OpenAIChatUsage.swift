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
        if let usage, Self.count(usage["prompt_tokens"]) != nil || Self.count(usage["completion_tokens"]) != nil {
            self.init(usage: usage, timings: timings, tier: Usage.tier(named: chunk["service_tier"]?.string))
        } else if let timings, let output = Self.count(timings["predicted_n"]) {
            // llama-server without usage: `prompt_n` counts only what was not cached.
            self.init(
                usage: Usage(
                    freshInput: Self.count(timings["prompt_n"]) ?? 0, cacheRead: Self.count(timings["cache_n"]) ?? 0,
                    output: output, provenance: .reported),
                charged: nil, raw: timings)
        } else {
            return nil
        }
    }

    /// - Parameter tier: the tier that the call was served in, where the server says so.
    private init(usage: JSONValue, timings: JSONValue?, tier: String?) {
        let details = usage["prompt_tokens_details"]
        let hits = Self.count(usage["prompt_cache_hit_tokens"])
        let misses = Self.count(usage["prompt_cache_miss_tokens"])
        let prompt = Self.count(usage["prompt_tokens"]) ?? (hits ?? 0) + (misses ?? 0)
        let cached = Self.count(details?["cached_tokens"]) ?? hits ?? Self.count(timings?["cache_n"]) ?? 0
        let cacheRead = min(cached, prompt)
        let cacheWrite = min(Self.count(details?["cache_write_tokens"]) ?? 0, prompt - cacheRead)

        let completion = Self.count(usage["completion_tokens"]) ?? 0
        let reasoning = Self.count(usage["completion_tokens_details"]?["reasoning_tokens"]) ?? 0
        // A few servers count reasoning beside the completion; their total gives them away.
        let isBeside = reasoning > 0 && Self.count(usage["total_tokens"]) == prompt + completion + reasoning
        let output = isBeside ? completion + reasoning : completion

        self.init(
            usage: Usage(
                freshInput: prompt - cacheRead - cacheWrite, cacheRead: cacheRead, cacheWrite: cacheWrite,
                output: output, reasoning: min(reasoning, output), serviceTier: tier, provenance: .reported),
            charged: Self.charge(in: usage), raw: usage)
    }

    private init(usage: Usage, charged: Money?, raw: JSONValue) {
        self.usage = usage
        self.charged = charged
        self.raw = raw
    }

    /// OpenRouter's `cost`; with a key of one's own at the upstream provider, that provider's bill
    /// comes on top of it.
    private static func charge(in usage: JSONValue) -> Money? {
        guard let cost = usage["cost"]?.double, cost >= 0, let fee = Money(dollars: cost) else { return nil }
        guard usage["is_byok"]?.bool == true,
            let upstream = usage["cost_details"]?["upstream_inference_cost"]?.double, upstream >= 0
        else { return fee }
        return fee + (Money(dollars: upstream) ?? .zero)
    }

    /// A number of tokens. No answer has more than a billion: a figure beyond that is a mistake,
    /// and could overflow a sum.
    private static func count(_ value: JSONValue?) -> Int? {
        guard let number = value?.integer, (0...1_000_000_000).contains(number) else { return nil }
        return Int(number)
    }
}
