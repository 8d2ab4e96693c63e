public import Planning

/// What a model charges from a day on, and how that is known.
public struct PriceRow: Sendable, Hashable {
    /// The model.
    public let model: ModelID
    /// The price.
    public let price: Price
    /// The first day, as `2025-04-14`; earlier calls were priced differently, or not at all.
    public let effectiveFrom: String
    /// Who says so: a provider's page, or the user.
    public let source: String

    /// A row of a price table.
    public init(model: ModelID, price: Price, effectiveFrom: String, source: String) {
        self.model = model
        self.price = price
        self.effectiveFrom = effectiveFrom
        self.source = source
    }
}
