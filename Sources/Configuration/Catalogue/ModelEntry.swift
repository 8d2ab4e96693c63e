import Backends
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
        case endpoints, prefer
    }

    private(set) var model: Model
    /// Where the model is served, if in several places: the names of the endpoints, which are not looked up yet.
    private(set) var endpoints: [DocumentNode] = []
    private(set) var preference = ModelRoute.Preference.cost
    private(set) var lines: [SettingLine] = []

    init(_ member: DocumentMember, on known: Model) throws(DocumentError) {
        model = known
        // The price that is known stays where it is known; only a new one is the user's own.
        model.tariff = nil
        model.endpoints = nil
        let mapping = try member.value.mapping(allowing: Key.allCases.map(\.rawValue))
        for field in mapping.members {
            guard let key = Key(rawValue: field.key) else { continue }
            try read(key, field)
        }
        // Once all is read: what it says of reasoning may stand behind.
        if let effort = mapping[Key.reasoningEffort.rawValue], model.capabilities.reasoning == .none {
            throw effort.error(
                "as far as is known, \(model.id) cannot be told how much to think",
                expected: "no reasoning_effort, or reasoning: effort, budget or switch beside it")
        }
        if endpoints.isEmpty, let prefer = mapping[Key.prefer.rawValue] {
            throw prefer.error("there is nothing to prefer", expected: "endpoints: the models of which one is asked")
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
        case .endpoints:
            endpoints = try node.list()
            guard !endpoints.isEmpty else {
                throw node.error("there is no endpoint", expected: "a list of models, provider/model")
            }
            note(field, try endpoints.map { node throws(DocumentError) in try node.string() }.joined(separator: ", "))
        case .prefer:
            preference = try node.choice(of: ModelRoute.Preference.self)
            note(field, preference.rawValue)
        }
    }

    private mutating func readFlag(
        _ flag: WritableKeyPath<Capabilities, Bool>, _ field: DocumentMember
    ) throws(DocumentError) {
        model.capabilities[keyPath: flag] = try field.value.bool()
        note(field, "\(model.capabilities[keyPath: flag])")
    }

    private mutating func readPrice(_ node: DocumentNode) throws(DocumentError) {
        let rules = "when"
        let mapping = try node.mapping(allowing: PricePart.allCases.map(\.rawValue) + [rules])
        let dollars = "dollars per million tokens"
        for part in [PricePart.input, .output] { _ = try mapping.required(part.rawValue, expected: dollars) }
        guard let price = Price(try Self.parts(of: mapping)) else { return }
        let conditional = try mapping[rules]?.list().map { node throws(DocumentError) in try PriceRule(reading: node) }
        let row = PriceRow(model: model.id, price: price, rules: conditional ?? [], source: "your configuration")
        model.tariff = Tariff([row])
        for field in mapping.members where field.key != rules {
            note(field, Money(nanodollars: try field.value.price()).decimal)
        }
        if let field = mapping.members.first(where: { $0.key == rules }) {
            note(field, row.rules.map(\.condition).joined(separator: "; "))
        }
    }

    /// The prices in a mapping.
    static func parts(of mapping: DocumentMapping) throws(DocumentError) -> [PricePart: Int64] {
        var parts: [PricePart: Int64] = [:]
        for part in PricePart.allCases { parts[part] = try mapping[part.rawValue]?.price() }
        return parts
    }

    private mutating func note(_ field: DocumentMember, _ text: String) {
        lines.append(SettingLine(field, text))
    }
}
