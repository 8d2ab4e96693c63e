import Planning

/// A repriced run as JSON. What is unknown is null.
struct RepricingDocument: Encodable {
    struct Part: Encodable {
        let role: String
        let repriced: Bool
        let calls: Int
        let inputTokens: Int
        let outputTokens: Int
        let cost: Figures
        let repricedCost: Figures

        private enum CodingKeys: String, CodingKey {
            case role, repriced, calls
            case inputTokens = "input_tokens"
            case outputTokens = "output_tokens"
            case cost = "was"
            case repricedCost = "would_be"
        }
    }

    struct Figures: Encodable {
        let total: Double?
        let known: Double
        let estimated: Double
        let unpriced: Int

        init(_ spend: Spend) {
            total = spend.total?.dollars
            known = spend.known.dollars
            estimated = spend.estimated.dollars
            unpriced = spend.unpriced
        }

        private enum CodingKeys: String, CodingKey {
            case total = "cost_usd"
            case known = "cost_known_usd"
            case estimated = "cost_estimated_usd"
            case unpriced = "unpriced_calls"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(total, forKey: .total)
            try container.encode(known, forKey: .known)
            try container.encode(estimated, forKey: .estimated)
            try container.encode(unpriced, forKey: .unpriced)
        }
    }

    let run: String
    let model: String
    let roles: [Part]
    let cost: Figures
    let repricedCost: Figures
    let usesLaterPrices: Bool

    init(_ repricing: Repricing, of run: RunID) {
        self.run = run.description
        model = repricing.model.id.description
        roles = repricing.parts.map {
            Part(
                role: $0.role.rawValue, repriced: $0.isRepriced, calls: $0.calls, inputTokens: $0.usage.input,
                outputTokens: $0.usage.output, cost: Figures($0.actual), repricedCost: Figures($0.repriced))
        }
        cost = Figures(repricing.actual)
        repricedCost = Figures(repricing.repriced)
        usesLaterPrices = repricing.usesLaterPrices
    }

    private enum CodingKeys: String, CodingKey {
        case run, model, roles
        case cost = "was"
        case repricedCost = "would_be"
        case usesLaterPrices = "uses_later_prices"
    }
}
