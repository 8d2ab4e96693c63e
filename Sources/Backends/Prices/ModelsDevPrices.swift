import Planning

/// The table of models.dev: providers with their models, dollars per million tokens.
struct ModelsDevPrices {
    /// The providers whose models matter, by our names.
    let providers: Set<String>

    private static let names = ["togetherai": "together", "google": "gemini"]

    func document(_ members: [String: JSONValue], from file: String) throws(DataFileError) -> PriceDocument {
        try PublishedPrices.check(count: members.values.reduce(0) { $0 + ($1["models"]?.object?.count ?? 0) }, of: file)
        var document = PriceDocument(source: "models.dev")
        for theirs in members.keys.sorted() {
            let provider = Self.names[theirs] ?? theirs
            let models = members[theirs]?["models"]?.object ?? [:]
            guard providers.contains(provider) else {
                document.others += models.count
                continue
            }
            for name in models.keys.sorted() {
                guard let cost = models[name]?["cost"], name.utf8.count <= PriceDocument.nameLimit,
                    let model = ModelID("\(provider)/\(name)")
                else {
                    document.others += 1
                    continue
                }
                do throws(PriceDocument.Problem) {
                    document.rows.append(try row(of: model, cost, at: "\(theirs).models.\(name).cost"))
                } catch {
                    document.problems.append(error)
                }
            }
        }
        return document
    }

    private func row(of model: ModelID, _ cost: JSONValue, at place: String) throws(PriceDocument.Problem) -> PriceRow {
        if let objection = JSONPrice.objection(toCurrency: cost["currency"]) {
            throw PriceDocument.Problem(place: "\(place).currency", reason: objection)
        }
        guard let price = Price(try parts(cost, at: place)) else {
            throw PriceDocument.Problem(place: place, reason: "input and output are both needed")
        }
        let tiers = try self.tiers(cost, at: place).sorted { $0.above < $1.above }
        return PriceRow(
            model: model, price: price, rules: tiers.map { PriceRule(promptAbove: $0.above, parts: $0.parts) },
            source: "models.dev")
    }

    /// The prices of longer prompts. A list of them stands above the older member for one of them.
    private func tiers(
        _ cost: JSONValue, at place: String
    ) throws(PriceDocument.Problem) -> [(above: Int, parts: [PricePart: Int64])] {
        guard let list = cost["tiers"]?.array, !list.isEmpty else {
            guard let longer = cost["context_over_200k"], longer != .null else { return [] }
            return [(200_000, try parts(longer, at: "\(place).context_over_200k"))]
        }
        var tiers: [(above: Int, parts: [PricePart: Int64])] = []
        for (index, tier) in list.prefix(PriceDocument.ruleLimit).enumerated() {
            let place = "\(place).tiers[\(index)]"
            guard tier["tier"]?["type"]?.string == "context", let size = tier["tier"]?["size"]?.integer,
                (0...1_000_000_000).contains(size)
            else {
                throw PriceDocument.Problem(place: place, reason: "expected a tier of type context, with its size")
            }
            tiers.append((Int(size), try parts(tier, at: place)))
        }
        return tiers
    }

    private func parts(_ cost: JSONValue, at place: String) throws(PriceDocument.Problem) -> [PricePart: Int64] {
        var parts: [PricePart: Int64] = [:]
        for part in [PricePart.input, .output, .cacheRead, .cacheWrite, .reasoning] {
            guard let value = cost[part.rawValue], value != .null else { continue }
            guard let amount = JSONPrice.dollars(value) else {
                throw PriceDocument.Problem(
                    place: "\(place).\(part.rawValue)", reason: "this is no price; \(JSONPrice.expectation)")
            }
            parts[part] = amount
        }
        return parts
    }
}
