import Planning

/// A row of spend as JSON: the groupings by name beside the figures. What is unknown is null.
public struct SpendDocument: Sendable, Encodable {
    private let keys: [(name: String, value: String)]
    private let row: SpendRow

    /// The document of a row that is told apart by `groupings`.
    public init(_ groupings: [SpendGrouping], _ row: SpendRow) {
        keys = zip(groupings, row.keys).map { (name: $0.rawValue, value: $1) }
        self.row = row
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for (name, value) in keys { try container.encode(value, forKey: Key(stringValue: name)) }
        try container.encode(row.calls, forKey: Key(stringValue: "calls"))
        try container.encode(row.inputTokens, forKey: Key(stringValue: "input_tokens"))
        try container.encode(row.outputTokens, forKey: Key(stringValue: "output_tokens"))
        try container.encode(row.spend.total?.dollars, forKey: Key(stringValue: "cost_usd"))
        try container.encode(row.spend.known.dollars, forKey: Key(stringValue: "cost_known_usd"))
        try container.encode(row.spend.estimated.dollars, forKey: Key(stringValue: "cost_estimated_usd"))
        try container.encode(row.spend.unpriced, forKey: Key(stringValue: "unpriced_calls"))
        try container.encode(row.wasted.dollars, forKey: Key(stringValue: "wasted_usd"))
    }
}
