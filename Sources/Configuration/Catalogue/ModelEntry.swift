import Documents
import Planning

/// One entry of `models`, on top of what is known of that model.
struct ModelEntry {
    /// The keys of an entry.
    enum Key: String, CaseIterable {
        case price
        case hourlyRate = "hourly_rate"
        case tools, temperature, seed, logprobs
        case maxCompletionTokens = "max_completion_tokens"
        case reasoning
        case reasoningEffort = "reasoning_effort"
        case caching
        case signedCalls = "signed_calls"
        case context
        case maxOutput = "max_output"
    }

    /// The keys below `price`.
    enum PriceKey: String, CaseIterable {
        case input, output
        case cacheRead = "cache_read"
        case cacheWrite = "cache_write"
    }

    private(set) var model: Model
    private(set) var lines: [SettingLine] = []

    init(_ member: DocumentMember, on known: Model) throws(DocumentError) {
        model = known
        // The price that is known stays where it is known; only a new one is the user's own.
        model.price = nil
        var effort: DocumentMember?
        for field in try member.value.mapping(allowing: Key.allCases.map(\.rawValue)).members {
            guard let key = Key(rawValue: field.key) else { continue }
            try read(key, field)
            if key == .reasoningEffort, model.capabilities.reasoning == .none { effort = field }
        }
        if let effort, model.capabilities.reasoning == .none {
            throw effort.value.error(
                "as far as is known, \(model.id) cannot be told how much to think",
                expected: "no reasoning_effort, or reasoning: effort, budget or switch beside it")
        }
    }

    private mutating func read(_ key: Key, _ field: DocumentMember) throws(DocumentError) {
        let node = field.value
        let tokens = 1...1_000_000_000
        switch key {
        case .price: try readPrice(node)
        case .hourlyRate:
            let rate = try node.money()
            model.hourlyRate = rate
            note(field, rate.decimal)
        case .tools: try readFlag(\.tools, field)
        case .temperature: try readFlag(\.temperature, field)
        case .seed: try readFlag(\.seed, field)
        case .logprobs: try readFlag(\.logprobs, field)
        case .maxCompletionTokens: try readFlag(\.usesMaxCompletionTokens, field)
        case .signedCalls: try readFlag(\.marksForeignCalls, field)
        case .reasoning:
            model.capabilities.reasoning = try node.choice(of: ReasoningControl.self)
            note(field, try node.string())
        case .reasoningEffort:
            model.effort = try node.choice(of: ReasoningEffort.self)
            note(field, try node.string())
        case .caching:
            model.capabilities.caching = try node.choice(of: PromptCaching.self)
            note(field, try node.string())
        case .context:
            let length = try node.int(in: tokens)
            model.capabilities.contextLength = length
            note(field, "\(length)")
        case .maxOutput:
            let length = try node.int(in: tokens)
            model.capabilities.maxOutput = length
            note(field, "\(length)")
        }
    }

    private mutating func readFlag(
        _ flag: WritableKeyPath<Capabilities, Bool>, _ field: DocumentMember
    ) throws(DocumentError) {
        model.capabilities[keyPath: flag] = try field.value.bool()
        note(field, "\(model.capabilities[keyPath: flag])")
    }

    private mutating func readPrice(_ node: DocumentNode) throws(DocumentError) {
        let mapping = try node.mapping(allowing: PriceKey.allCases.map(\.rawValue))
        let dollars = "dollars per million tokens"
        let price = Price(
            input: try mapping.required(PriceKey.input.rawValue, expected: dollars).price(),
            output: try mapping.required(PriceKey.output.rawValue, expected: dollars).price(),
            cacheRead: try mapping[PriceKey.cacheRead.rawValue]?.price(),
            cacheWrite: try mapping[PriceKey.cacheWrite.rawValue]?.price())
        model.price = price
        for field in mapping.members {
            note(field, Money(nanodollars: try field.value.price()).decimal)
        }
    }

    private mutating func note(_ field: DocumentMember, _ text: String) {
        lines.append(SettingLine(field, text))
    }
}
