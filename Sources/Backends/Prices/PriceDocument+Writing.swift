public import Planning

extension PriceDocument {
    /// The document in our own format; ``init(reading:from:)`` reads it back.
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "format": .string(Self.format), "source": .string(source), "prices": .array(rows.map(Self.json)),
        ]
        if let fetched { members["fetched"] = .string(fetched.description) }
        return .object(members)
    }

    private static func json(_ row: PriceRow) -> JSONValue {
        var members = json(row.price.parts)
        members["model"] = .string(row.model.description)
        members["source"] = .string(row.source)
        if let from = row.from { members["from"] = .string(from.description) }
        if let until = row.until { members["until"] = .string(until.description) }
        if let fetched = row.fetched { members["fetched"] = .string(fetched.description) }
        if !row.rules.isEmpty { members["when"] = .array(row.statedRules.map { .object(json($0)) }) }
        return .object(members)
    }

    private static func json(_ rule: PriceRule) -> [String: JSONValue] {
        var members = json(rule.parts)
        if let promptAbove = rule.promptAbove { members["prompt_above"] = .integer(Int64(promptAbove)) }
        if let service = rule.service { members["service"] = .string(service) }
        if let hours = rule.hours { members["hours"] = .string(hours.description) }
        if let factor = rule.factor { members["factor"] = JSONValue(Double(factor) / 1e6) }
        return members
    }

    private static func json(_ parts: [PricePart: Int64]) -> [String: JSONValue] {
        parts.reduce(into: [:]) { $0[$1.key.rawValue] = JSONValue(Double($1.value) / 1e9) }
    }
}
