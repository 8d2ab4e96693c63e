/// The price that a call was charged, and why that one: what the record keeps, so that later prices change nothing
/// about earlier runs.
public struct AppliedPrice: Sendable, Hashable, Codable {
    /// The price.
    public let price: Price
    /// The first moment for which its row holds; nil for ever since.
    public let from: UTCInstant?
    /// Who says so.
    public let source: String
    /// The rules that made it another price than usual, in words.
    public let conditions: [String]

    /// A price that was applied.
    public init(price: Price, from: UTCInstant? = nil, source: String, conditions: [String] = []) {
        self.price = price
        self.from = from
        self.source = source
        self.conditions = conditions
    }
}
