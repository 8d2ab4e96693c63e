import Backends
import Documents
import Planning

/// Reads models from a configuration file.
struct ModelReader {
    let catalogue: Catalogue

    private static let prices = ["input", "output", "cache_read", "cache_write"]
    private static let keys = prices + ["hourly_rate", "capabilities"]
    private static let abilities = [
        "tools", "temperature", "logprobs", "uses_max_completion_tokens", "context_length", "max_output",
    ]

    /// The model that a member of `models` describes; what it leaves out stays as it was known.
    func model(_ member: DocumentMember) throws(DocumentError) -> Model {
        let known: Model
        do {
            known = try catalogue.model(named: member.key)
        } catch {
            throw DocumentError(
                "\(error)", expected: "provider/model, such as openai/gpt-4.1-mini", at: member.keyLocation)
        }
        let fields = try member.value.mapping(allowing: Self.keys)
        let rate = try fields["hourly_rate"].map { node throws(DocumentError) in
            Money(nanodollars: try Self.dollars(node, "dollars per hour, such as 1.20"))
        }
        return Model(
            id: known.id, price: try price(fields), hourlyRate: rate ?? known.hourlyRate,
            capabilities: try capabilities(fields["capabilities"], known.capabilities))
    }

    private func price(_ fields: DocumentMapping) throws(DocumentError) -> Price? {
        guard Self.prices.contains(where: { fields[$0] != nil }) else { return nil }
        let expectation = "dollars per million tokens, such as 0.15"
        let input = try Self.dollars(fields.required("input", expected: expectation), expectation)
        let output = try Self.dollars(fields.required("output", expected: expectation), expectation)
        let cacheRead = try fields["cache_read"].map { node throws(DocumentError) in
            try Self.dollars(node, expectation)
        }
        let cacheWrite = try fields["cache_write"].map { node throws(DocumentError) in
            try Self.dollars(node, expectation)
        }
        return Price(input: input, output: output, cacheRead: cacheRead, cacheWrite: cacheWrite)
    }

    private static func dollars(_ node: DocumentNode, _ expectation: String) throws(DocumentError) -> Int64 {
        let text = try node.string()
        guard let amount = Price.nanodollars(decimal: text) else {
            throw node.error("“\(text.prefix(40))” is no price", expected: expectation)
        }
        return amount
    }

    private func capabilities(
        _ node: DocumentNode?, _ known: Capabilities
    ) throws(DocumentError) -> Capabilities {
        guard let fields = try node?.mapping(allowing: Self.abilities) else { return known }
        var abilities = known
        abilities.tools = try fields["tools"]?.bool() ?? known.tools
        abilities.temperature = try fields["temperature"]?.bool() ?? known.temperature
        abilities.logprobs = try fields["logprobs"]?.bool() ?? known.logprobs
        abilities.usesMaxCompletionTokens =
            try fields["uses_max_completion_tokens"]?.bool() ?? known.usesMaxCompletionTokens
        abilities.contextLength = try fields["context_length"]?.int(in: 1 ... .max) ?? known.contextLength
        abilities.maxOutput = try fields["max_output"]?.int(in: 1 ... .max) ?? known.maxOutput
        return abilities
    }
}
