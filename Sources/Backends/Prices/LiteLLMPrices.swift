import Planning

/// LiteLLM's table: one object, its members named for models, dollars per token.
///
/// A price's name is a bucket, then what it depends on: `input_cost_per_token_above_200k_tokens_priority`. Whole families
/// of names are read by that grammar; what does not follow it says nothing about text.
struct LiteLLMPrices {
    /// The providers whose models matter, by our names.
    let providers: Set<String>

    private static let names = ["together_ai": "together"]
    private static let modes: Set<String> = ["chat", "completion", "responses"]
    private static let services = ["_flex": "flex", "_priority": "priority", "_batches": "batch"]

    /// The longest first: one name may be the beginning of another.
    private static let buckets: [(name: String, part: PricePart)] = [
        ("cache_creation_input_token_cost_above_1hr", .cacheWriteHour),
        ("cache_creation_input_token_cost", .cacheWrite), ("cache_read_input_token_cost", .cacheRead),
        ("output_cost_per_reasoning_token", .reasoning), ("output_cost_per_token", .output),
        ("input_cost_per_token", .input), ("input_cost_per_request", .request),
    ]

    func document(_ members: [String: JSONValue], from file: String) throws(DataFileError) -> PriceDocument {
        try PublishedPrices.check(count: members.count, of: file)
        var document = PriceDocument(source: "LiteLLM")
        for name in members.keys.sorted() {
            guard let entry = members[name], let model = model(name, entry) else {
                document.others += 1
                continue
            }
            do throws(PriceDocument.Problem) {
                guard let row = try row(of: model, entry, at: name) else {
                    document.others += 1
                    continue
                }
                document.rows.append(row)
            } catch {
                document.problems.append(error)
            }
        }
        return document
    }

    /// The model that an entry is about; nil if it is none of ours.
    private func model(_ name: String, _ entry: JSONValue) -> ModelID? {
        guard let theirs = entry["litellm_provider"]?.string, Self.modes.contains(entry["mode"]?.string ?? "chat")
        else {
            return nil
        }
        let provider = Self.names[theirs] ?? theirs
        guard providers.contains(provider), name.utf8.count <= PriceDocument.nameLimit else { return nil }
        let prefix = "\(theirs)/"
        return ModelID("\(provider)/\(name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name)")
    }

    /// - Returns: nil for an entry without prices for text.
    private func row(of model: ModelID, _ entry: JSONValue, at place: String) throws(PriceDocument.Problem) -> PriceRow?
    {
        var base: [PricePart: Int64] = [:]
        var rules: [Condition: [PricePart: Int64]] = [:]
        for (key, value) in entry.object ?? [:] where value != .null {
            guard let (part, condition) = Self.meaning(of: key) else { continue }
            let amount = part == .request ? JSONPrice.dollars(value) : JSONPrice.dollarsPerToken(value)
            guard let amount else {
                throw PriceDocument.Problem(
                    place: "\(place).\(key)", reason: "this is no price; \(JSONPrice.expectation)")
            }
            if condition == Condition() { base[part] = amount } else { rules[condition, default: [:]][part] = amount }
        }
        guard !base.isEmpty else { return nil }
        if let objection = JSONPrice.objection(toCurrency: entry["currency"]) {
            throw PriceDocument.Problem(place: "\(place).currency", reason: objection)
        }
        guard let price = Price(base) else {
            throw PriceDocument.Problem(
                place: place, reason: "input_cost_per_token and output_cost_per_token are both needed")
        }
        return PriceRow(
            model: model, price: price,
            rules: rules.sorted { $0.key < $1.key }.map {
                PriceRule(promptAbove: $0.key.promptAbove, service: $0.key.service, parts: $0.value)
            },
            source: entry["source"]?.string.map { String($0.prefix(300)) } ?? "LiteLLM")
    }

    /// What a price depends on. Those that depend on less apply first, so that the others have the last word.
    private struct Condition: Hashable, Comparable {
        var service: String?
        var promptAbove: Int?

        static func < (left: Condition, right: Condition) -> Bool {
            (left.service ?? "", left.promptAbove ?? 0) < (right.service ?? "", right.promptAbove ?? 0)
        }
    }

    /// The bucket of a price, and what it depends on; nil for a member that is no price of text.
    private static func meaning(of key: String) -> (part: PricePart, condition: Condition)? {
        guard let bucket = buckets.first(where: { key.hasPrefix($0.name) }) else { return nil }
        var rest = key.dropFirst(bucket.name.count)
        var condition = Condition()
        while !rest.isEmpty {
            if let (suffix, service) = services.first(where: { rest.hasPrefix($0.key) }), condition.service == nil {
                condition.service = service
                rest = rest.dropFirst(suffix.count)
            } else if let match = rest.prefixMatch(of: /_above_(\d{1,5})k_tokens/), condition.promptAbove == nil {
                condition.promptAbove = Int(match.output.1).map { $0 * 1000 }
                rest = rest[match.range.upperBound...]
            } else {
                return nil
            }
        }
        return (bucket.part, condition)
    }
}
