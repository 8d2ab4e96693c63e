/// What a model charges for a call, in nano-dollars per million tokens, so that every published price is
/// an integer. A model without a price has no `Price`; a price of zero is a price.
///
/// What else a price may depend on — the date, the length of the prompt, the service tier, the time of
/// day — is a ``PriceRow``'s business: it answers with a `Price`.
public struct Price: Sendable, Hashable, Codable {
    /// Prompt tokens not read from a cache.
    public var input: Int64
    /// Prompt tokens read from a cache.
    public var cacheRead: Int64
    /// Prompt tokens written to a cache, for minutes.
    public var cacheWrite: Int64
    /// Prompt tokens written to a cache for an hour.
    public var cacheWriteHour: Int64
    /// Generated tokens.
    public var output: Int64
    /// Generated tokens that are reasoning.
    public var reasoning: Int64
    /// The request itself, in nano-dollars.
    public var request: Int64

    /// Prices in nano-dollars per million tokens. What is not given is charged like what it is a kind of: prompt
    /// tokens of a cache like all input, an hour in the cache like any write, and reasoning like all output.
    public init(
        input: Int64, output: Int64, cacheRead: Int64? = nil, cacheWrite: Int64? = nil, cacheWriteHour: Int64? = nil,
        reasoning: Int64? = nil, request: Int64 = 0
    ) {
        self.input = input
        self.cacheRead = cacheRead ?? input
        self.cacheWrite = cacheWrite ?? input
        self.cacheWriteHour = cacheWriteHour ?? cacheWrite ?? input
        self.output = output
        self.reasoning = reasoning ?? output
        self.request = request
    }

    /// No charge at all.
    public static let free = Price(input: 0, output: 0)

    /// What a call costs that used `usage`: multiplied exactly, added up, and rounded once, half up. A call that used
    /// nothing was not served, and is not charged.
    public func cost(of usage: Usage) -> Money {
        let hour = min(max(usage.cacheWriteHour, 0), usage.cacheWrite)
        let reasoning = min(max(usage.reasoning, 0), usage.output)
        let isServed = usage.input > 0 || usage.output > 0
        let parts: [(Int, Int64)] = [
            (usage.freshInput, input), (usage.cacheRead, cacheRead), (usage.cacheWrite - hour, cacheWrite),
            (hour, cacheWriteHour), (usage.output - reasoning, output), (reasoning, self.reasoning),
            (isServed ? 1_000_000 : 0, request),
        ]
        // Beyond the largest amount nothing counts any more, so that no sum overflows.
        let most = Int128(Int64.max) * 1_000_000
        let exact = parts.reduce(Int128(0)) { $0 + min(Int128($1.0) * Int128($1.1), most) }
        return Money(nanodollars: Int64(clamping: (exact + 500_000) / 1_000_000))
    }

    /// The dearer of two prices, part by part: no call costs more than at this price.
    public func dearer(_ other: Price) -> Price {
        var price = self
        for part in PricePart.allCases {
            price[part] = max(self[part], other[part])
        }
        return price
    }
}
