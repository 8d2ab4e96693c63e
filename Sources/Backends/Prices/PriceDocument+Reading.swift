public import Planning

extension PriceDocument {
    /// What our own files of prices say of themselves.
    public static let format = "outrider-prices/1"

    /// Reads a file of our own format.
    ///
    /// An entry that cannot be used becomes a problem and nothing else; unknown members are problems as well, since a
    /// misspelt price would otherwise be no price.
    /// - Parameter file: the file's name or address; the source of rows that name none.
    /// - Throws: ``DataFileError`` if it is no such file at all.
    public init(reading json: JSONValue, from file: String) throws(DataFileError) {
        guard json["format"]?.string == Self.format, let entries = json["prices"]?.array else {
            throw DataFileError(
                file: file, line: nil,
                "this is no file of prices; expected {\"format\": \"\(Self.format)\", \"prices\": […]}")
        }
        guard entries.count <= Self.entryLimit else {
            throw DataFileError(
                file: file, line: nil, "there are \(entries.count) prices; at most \(Self.entryLimit) are read")
        }
        self.init(source: json["source"]?.string ?? file)
        for key in json.object?.keys.sorted() ?? []
        where !["format", "source", "fetched", "prices", "currency"].contains(key) {
            problems.append(Problem(place: key, reason: "this member is not known"))
        }
        if let objection = JSONPrice.objection(toCurrency: json["currency"]) {
            problems.append(Problem(place: "currency", reason: objection))
        }
        if let text = json["fetched"]?.string {
            fetched = UTCInstant(text)
            if fetched == nil { problems.append(Problem(place: "fetched", reason: Self.noDate(text))) }
        }
        for (index, entry) in entries.enumerated() {
            do throws(Problem) {
                rows.append(try row(entry, at: "prices[\(index)]"))
            } catch {
                problems.append(error)
            }
        }
    }

    private func row(_ entry: JSONValue, at place: String) throws(Problem) -> PriceRow {
        guard let members = entry.object else { throw Problem(place: place, reason: "this is no object") }
        guard let name = members["model"]?.string, name.utf8.count <= Self.nameLimit, let model = ModelID(name) else {
            throw Problem(place: "\(place).model", reason: "expected the full name of a model, provider/model")
        }
        let place = "\(place) (\(model))"
        if let objection = JSONPrice.objection(toCurrency: members["currency"]) {
            throw Problem(place: "\(place).currency", reason: objection)
        }
        let others = ["model", "from", "until", "source", "fetched", "when", "currency"]
        guard let price = Price(try parts(members, besides: others, at: place)) else {
            throw Problem(place: place, reason: "input and output are both needed, in dollars per million tokens")
        }
        let conditional = members["when"].map { $0.array ?? [$0] } ?? []
        guard conditional.count <= Self.ruleLimit else {
            throw Problem(place: "\(place).when", reason: "at most \(Self.ruleLimit) rules are read")
        }
        var rules: [PriceRule] = []
        for (index, rule) in conditional.enumerated() {
            rules.append(try self.rule(rule, at: "\(place).when[\(index)]"))
        }
        let row = PriceRow(
            model: model, price: price, rules: rules, from: try date(members["from"], at: "\(place).from"),
            until: try date(members["until"], at: "\(place).until"), source: members["source"]?.string ?? source,
            fetched: try date(members["fetched"], at: "\(place).fetched") ?? fetched)
        if let from = row.from, let until = row.until, until <= from {
            throw Problem(place: "\(place).until", reason: "the price ends before it begins")
        }
        return row
    }

    private func rule(_ value: JSONValue, at place: String) throws(Problem) -> PriceRule {
        guard let members = value.object else { throw Problem(place: place, reason: "this is no object") }
        var rule = PriceRule(
            service: members["service"]?.string,
            parts: try parts(members, besides: ["prompt_above", "service", "hours", "factor"], at: place))
        if let value = members["prompt_above"] {
            guard let tokens = value.integer, (0...1_000_000_000).contains(tokens) else {
                throw Problem(place: "\(place).prompt_above", reason: "expected a number of tokens")
            }
            rule.promptAbove = Int(tokens)
        }
        if let value = members["hours"] {
            rule.hours = value.string.flatMap(DailyHours.init)
            if rule.hours == nil {
                throw Problem(
                    place: "\(place).hours", reason: "expected hours in UTC such as 16:30-00:30 or mon-fri 01:00-10:00")
            }
        }
        if let value = members["factor"] {
            guard let factor = value.double, (0...1000).contains(factor) else {
                throw Problem(place: "\(place).factor", reason: "expected a number from 0 to 1000")
            }
            rule.factor = Int64((factor * 1_000_000).rounded())
        }
        guard rule.promptAbove != nil || rule.service != nil || rule.hours != nil else {
            throw Problem(place: place, reason: "expected prompt_above, service or hours: when it holds")
        }
        guard rule.factor != nil || !rule.parts.isEmpty else {
            throw Problem(place: place, reason: "expected a factor, or prices: what it changes")
        }
        return rule
    }

    private func parts(
        _ members: [String: JSONValue], besides others: [String], at place: String
    ) throws(Problem) -> [PricePart: Int64] {
        var parts: [PricePart: Int64] = [:]
        for key in members.keys.sorted() where !others.contains(key) {
            guard let part = PricePart(rawValue: key) else {
                throw Problem(place: "\(place).\(key.prefix(60))", reason: "this member is not known")
            }
            guard let value = members[key].flatMap(JSONPrice.dollars) else {
                throw Problem(place: "\(place).\(key)", reason: JSONPrice.expectation)
            }
            parts[part] = value
        }
        return parts
    }

    private func date(_ value: JSONValue?, at place: String) throws(Problem) -> UTCInstant? {
        guard let value, value != .null else { return nil }
        guard let date = value.string.flatMap(UTCInstant.init) else {
            throw Problem(place: place, reason: Self.noDate(value.string ?? ""))
        }
        return date
    }

    private static func noDate(_ text: String) -> String {
        "“\(text.prefix(40))” is no date; expected UTC such as 2026-11-01 or 2026-11-01T16:00Z"
    }
}

extension PriceDocument.Problem: Error {}
