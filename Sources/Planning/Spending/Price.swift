/// What a model charges, in nano-dollars per million tokens, so that every published price is an
/// integer. A model without a price has no `Price`; a price of zero is a price.
public struct Price: Sendable, Hashable, Codable {
    /// Prompt tokens not read from a cache.
    public var input: Int64
    /// Prompt tokens read from a cache.
    public var cacheRead: Int64
    /// Prompt tokens written to a cache.
    public var cacheWrite: Int64
    /// Generated tokens.
    public var output: Int64

    /// Prices in nano-dollars per million tokens. Cache prices default to the input price.
    public init(input: Int64, output: Int64, cacheRead: Int64? = nil, cacheWrite: Int64? = nil) {
        self.input = input
        self.output = output
        self.cacheRead = cacheRead ?? input
        self.cacheWrite = cacheWrite ?? input
    }

    /// No charge at all.
    public static let free = Price(input: 0, output: 0)

    /// What `usage` costs: each bucket is multiplied exactly and rounded once, half up.
    public func cost(of usage: Usage) -> Money {
        [
            (usage.freshInput, input), (usage.cacheRead, cacheRead), (usage.cacheWrite, cacheWrite),
            (usage.output, output),
        ].reduce(.zero) { $0 + Self.cost(tokens: $1.0, price: $1.1) }
    }

    private static func cost(tokens: Int, price: Int64) -> Money {
        let exact = Int128(tokens) * Int128(price)
        let rounded = (exact + 500_000) / 1_000_000
        return Money(nanodollars: Int64(clamping: rounded))
    }
}
