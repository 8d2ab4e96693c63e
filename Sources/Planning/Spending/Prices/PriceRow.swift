/// What a model charges during a time, and how that is known. Most rows are a price and nothing else.
public struct PriceRow: Sendable, Hashable, Codable {
    /// The model.
    public let model: ModelID
    /// The first moment for which it holds; nil for ever since.
    public var from: UTCInstant?
    /// The first moment for which it no longer holds; nil until another row begins.
    public var until: UTCInstant?
    /// The price where no rule says otherwise.
    public let price: Price
    /// When the price is another one, in the order in which they apply.
    public let rules: [PriceRule]
    /// Who says so: a provider's page, a published table, or the user.
    public var source: String
    /// When the source was last compared; nil where nobody says.
    public var fetched: UTCInstant?

    /// A row of a price table.
    public init(
        model: ModelID, price: Price, rules: [PriceRule] = [], from: UTCInstant? = nil, until: UTCInstant? = nil,
        source: String, fetched: UTCInstant? = nil
    ) {
        self.model = model
        self.price = price
        self.rules = rules.map { $0.completed(above: price) }
        self.from = from
        self.until = until
        self.source = source
        self.fetched = fetched
    }

    /// The rules as somebody would write them: without the parts that only follow what they are charged like.
    public var statedRules: [PriceRule] {
        rules.map { rule in
            var rule = rule
            let parts = rule.parts
            rule.parts = parts.filter { part, value in
                part.kind.map { parts[$0] != value || price[part] != price[$0] } ?? true
            }
            return rule
        }
    }

    /// Whether it holds at `time`: from its first moment on, and no longer at its end.
    public func holds(at time: UTCInstant) -> Bool {
        (from.map { $0 <= time } ?? true) && (until.map { time < $0 } ?? true)
    }

    /// Whether `other` charges the same.
    public func chargesLike(_ other: PriceRow) -> Bool {
        price == other.price && rules == other.rules && until == other.until
    }

    /// What a call is charged that used `usage` and was made at `time`.
    public func applied(to usage: Usage, at time: UTCInstant?) -> AppliedPrice {
        let rules = rules.filter { $0.holds(for: usage, at: time) }
        return AppliedPrice(
            price: rules.reduce(price) { $1.changed($0) }, from: from, source: source,
            conditions: rules.map(\.condition))
    }

    /// A price that no call with a prompt of at most `promptTokens` tokens exceeds, whatever its time of day and the
    /// tier it turns out to be served in.
    func dearest(promptTokens: Int) -> Price {
        rules.filter { $0.promptAbove ?? 0 < promptTokens }.reduce(price) { $0.dearer($1.changed($0)) }
    }
}
