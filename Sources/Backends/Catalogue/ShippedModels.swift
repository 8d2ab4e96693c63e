import Planning

/// The models that are known without any configuration: their prices by day and what they can do.
enum ShippedModels {
    /// When the prices were last compared with the providers' pages.
    static let knownAsOf = UTCInstant("2025-10-01") ?? UTCInstant(milliseconds: 0)

    /// Dollars per million tokens; a dash where a provider charges no price of its own. A second price for cache writes
    /// is that for an hour. Flags: `p` gives logprobs, `f` has fixed sampling, `c` takes max_completion_tokens, `e` is
    /// told how much to think by a word, `b` by a number of tokens, `m` wants calls marked that are not its own. What
    /// models of a provider have in common, its ``Provider/capabilities`` say. Several rows of one model are its prices
    /// over time. ``rules`` has what depends on the call.
    static let table = """
        # model | input | cache read | cache write | output | context | longest answer | flags | from | source
        openai/gpt-4.1 | 2 | 0.50 | - | 8 | 1047576 | 32768 | p | 2025-04-14 | openai.com/api/pricing
        openai/gpt-4.1-mini | 0.40 | 0.10 | - | 1.60 | 1047576 | 32768 | p | 2025-04-14 | openai.com/api/pricing
        openai/gpt-4.1-nano | 0.10 | 0.025 | - | 0.40 | 1047576 | 32768 | p | 2025-04-14 | openai.com/api/pricing
        openai/gpt-4o | 2.50 | 1.25 | - | 10 | 128000 | 16384 | p | 2024-10-02 | openai.com/api/pricing
        openai/gpt-4o-mini | 0.15 | 0.075 | - | 0.60 | 128000 | 16384 | p | 2024-10-02 | openai.com/api/pricing
        openai/o3 | 2 | 0.50 | - | 8 | 200000 | 100000 | fce | 2025-06-10 | openai.com/api/pricing
        openai/o4-mini | 1.10 | 0.275 | - | 4.40 | 200000 | 100000 | fce | 2025-04-16 | openai.com/api/pricing
        openai/gpt-5 | 1.25 | 0.125 | - | 10 | 400000 | 128000 | fce | 2025-08-07 | openai.com/api/pricing
        openai/gpt-5-mini | 0.25 | 0.025 | - | 2 | 400000 | 128000 | fce | 2025-08-07 | openai.com/api/pricing
        openai/gpt-5-nano | 0.05 | 0.005 | - | 0.40 | 400000 | 128000 | fce | 2025-08-07 | openai.com/api/pricing
        anthropic/claude-opus-4-1 | 15 | 1.50 | 18.75/30 | 75 | 200000 | 32000 | b | 2025-08-05 | claude.com/pricing
        anthropic/claude-sonnet-4-5 | 3 | 0.30 | 3.75/6 | 15 | 200000 | 64000 | b | 2025-09-29 | claude.com/pricing
        anthropic/claude-sonnet-4-0 | 3 | 0.30 | 3.75/6 | 15 | 200000 | 64000 | b | 2025-05-22 | claude.com/pricing
        anthropic/claude-3-5-haiku-latest | 0.80 | 0.08 | 1/1.60 | 4 | 200000 | 8192 | - | 2024-12-03 | claude.com/pricing
        gemini/gemini-2.5-flash | 0.30 | 0.075 | - | 2.50 | 1048576 | 65536 | b | 2025-06-17 | ai.google.dev/pricing
        gemini/gemini-2.5-flash-lite | 0.10 | 0.025 | - | 0.40 | 1048576 | 65536 | b | 2025-07-22 | ai.google.dev/pricing
        deepseek/deepseek-chat | 0.27 | 0.07 | - | 1.10 | 65536 | 8192 | p | 2025-02-08 | api-docs.deepseek.com
        deepseek/deepseek-chat | 0.56 | 0.07 | - | 1.68 | 131072 | 8192 | p | 2025-09-05 | api-docs.deepseek.com
        deepseek/deepseek-chat | 0.28 | 0.028 | - | 0.42 | 131072 | 8192 | p | 2025-09-29 | api-docs.deepseek.com
        deepseek/deepseek-reasoner | 0.55 | 0.14 | - | 2.19 | 65536 | 65536 | fm | 2025-01-20 | api-docs.deepseek.com
        deepseek/deepseek-reasoner | 0.56 | 0.07 | - | 1.68 | 131072 | 65536 | fm | 2025-09-05 | api-docs.deepseek.com
        deepseek/deepseek-reasoner | 0.28 | 0.028 | - | 0.42 | 131072 | 65536 | fm | 2025-09-29 | api-docs.deepseek.com
        openrouter/openai/gpt-4.1 | 2 | 0.50 | - | 8 | 1047576 | 32768 | p | 2025-04-14 | openrouter.ai/models
        openrouter/openai/gpt-4.1-mini | 0.40 | 0.10 | - | 1.60 | 1047576 | 32768 | p | 2025-04-14 | openrouter.ai/models
        openrouter/openai/gpt-4o-mini | 0.15 | 0.075 | - | 0.60 | 128000 | 16384 | p | 2024-10-02 | openrouter.ai/models
        groq/llama-3.1-8b-instant | 0.05 | - | - | 0.08 | 131072 | 131072 | - | 2024-07-23 | groq.com/pricing
        groq/llama-3.3-70b-versatile | 0.59 | - | - | 0.79 | 131072 | 32768 | - | 2024-12-06 | groq.com/pricing
        together/meta-llama/Llama-3.3-70B-Instruct-Turbo | 0.88 | - | - | 0.88 | 131072 | - | - | 2024-12-06 | together.ai/pricing
        mistral/mistral-medium-2508 | 0.40 | - | - | 2 | 131072 | - | - | 2025-08-12 | mistral.ai/pricing
        mistral/codestral-2508 | 0.30 | - | - | 0.90 | 256000 | - | - | 2025-07-30 | mistral.ai/pricing
        """

    /// Where a call of a model is charged differently, in all its rows: the condition, then the prices that change,
    /// or a factor. They apply in this order.
    static let rules = """
        # model | condition | change
        openai/gpt-4.1 | service priority | input 3.50, cache_read 0.875, output 14
        openai/gpt-4.1-mini | service priority | input 0.70, cache_read 0.175, output 2.80
        openai/gpt-4.1-nano | service priority | input 0.20, cache_read 0.05, output 0.80
        openai/gpt-4o | service priority | input 4.25, cache_read 2.125, output 17
        openai/gpt-4o-mini | service priority | input 0.25, cache_read 0.125, output 1
        openai/o3 | service priority | input 3.50, cache_read 0.875, output 14
        openai/o3 | service flex | x0.5
        openai/o4-mini | service priority | input 2, cache_read 0.50, output 8
        openai/o4-mini | service flex | x0.5
        openai/gpt-5 | service priority | input 2.50, cache_read 0.25, output 20
        openai/gpt-5 | service flex | x0.5
        openai/gpt-5-mini | service priority | input 0.45, cache_read 0.045, output 3.60
        openai/gpt-5-mini | service flex | x0.5
        openai/gpt-5-nano | service flex | x0.5
        """

    /// The rows of ``table``, read once.
    static let rows = rows(of: table)

    /// The rows of a table, and what the models of each can do.
    static func rows(of table: String, rules: String = rules) -> [(row: PriceRow, capabilities: Capabilities)] {
        let rules = Self.rules(of: rules)
        return table.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            let cells = line.split(separator: "|").map(\.trimmed)
            guard cells.count == 10, let model = ModelID(cells[0]), let input = Price.nanodollars(decimal: cells[1]),
                let output = Price.nanodollars(decimal: cells[4]), let from = UTCInstant(cells[8])
            else { return nil }
            let writes = cells[3].split(separator: "/").map { Price.nanodollars(decimal: $0.trimmed) }
            let price = Price(
                input: input, output: output, cacheRead: Price.nanodollars(decimal: cells[2]),
                cacheWrite: writes.first ?? nil, cacheWriteHour: writes.dropFirst().first ?? nil)
            var capabilities = Provider.builtIn.first { $0.name == model.provider }?.capabilities ?? Capabilities()
            let flags = cells[7]
            capabilities.temperature = !flags.contains("f")
            capabilities.logprobs = flags.contains("p")
            capabilities.usesMaxCompletionTokens = flags.contains("c")
            capabilities.reasoning = flags.contains("e") ? .effort : flags.contains("b") ? .budget : .none
            capabilities.marksForeignCalls = flags.contains("m")
            capabilities.contextLength = Int(cells[5])
            capabilities.maxOutput = Int(cells[6])
            let row = PriceRow(
                model: model, price: price, rules: rules[model] ?? [], from: from, source: cells[9],
                fetched: knownAsOf)
            return (row, capabilities)
        }
    }

    /// The rules of ``rules`` by model.
    static func rules(of table: String) -> [ModelID: [PriceRule]] {
        table.split(separator: "\n").filter { !$0.hasPrefix("#") }.reduce(into: [:]) { rules, line in
            let cells = line.split(separator: "|").map(\.trimmed)
            guard cells.count == 3, let model = ModelID(cells[0]), let rule = rule(cells[1], cells[2]) else { return }
            rules[model, default: []].append(rule)
        }
    }

    private static func rule(_ condition: String, _ change: String) -> PriceRule? {
        var rule = PriceRule()
        guard let space = condition.firstIndex(of: " ") else { return nil }
        let value = condition[space...].trimmed
        switch condition[..<space] {
        case "service": rule.service = value
        case "prompt_above": rule.promptAbove = Int(value)
        case "hours": rule.hours = DailyHours(value)
        default: return nil
        }
        guard rule != PriceRule() else { return nil }
        if change.hasPrefix("x") {
            rule.factor = Price.nanodollars(decimal: String(change.dropFirst())).map { $0 / 1000 }
        } else {
            for part in change.split(separator: ",") {
                let words = part.split(separator: " ")
                guard words.count == 2, let name = PricePart(rawValue: String(words[0])) else { return nil }
                rule.parts[name] = Price.nanodollars(decimal: String(words[1]))
            }
        }
        return rule.factor == nil && rule.parts.isEmpty ? nil : rule
    }
}
