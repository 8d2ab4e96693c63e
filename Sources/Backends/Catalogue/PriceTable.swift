public import Planning

/// Prices by model and day. The user's rows stand above the shipped ones. A model without a row has
/// no price, which is not the same as costing nothing.
public struct PriceTable: Sendable, Hashable {
    /// The day on which the shipped rows were last compared with the providers' pages.
    public let knownAsOf: String
    private var shipped: [ModelID: [PriceRow]]
    private var users: [ModelID: PriceRow] = [:]

    /// A table of shipped rows.
    public init(rows: [PriceRow] = [], knownAsOf: String = "1970-01-01") {
        self.knownAsOf = knownAsOf
        shipped = Dictionary(grouping: rows, by: \.model)
        for model in shipped.keys { shipped[model]?.sort { $0.effectiveFrom < $1.effectiveFrom } }
    }

    /// Every row, sorted by model and day; of a model with a row of the user's, that one alone.
    public var rows: [PriceRow] {
        let models = Set(shipped.keys).union(users.keys)
        return models.sorted { $0.description < $1.description }.flatMap { model in
            users[model].map { [$0] } ?? shipped[model] ?? []
        }
    }

    /// Sets the user's own price of a model.
    public mutating func set(_ price: Price, for model: ModelID) {
        users[model] = PriceRow(model: model, price: price, effectiveFrom: "1970-01-01", source: "your configuration")
    }

    /// The row that holds for `model` on `day`, written as `2025-04-14`; nil when the price is unknown.
    public func row(for model: ModelID, on day: String) -> PriceRow? {
        users[model] ?? shipped[model]?.last { $0.effectiveFrom <= day }
    }

    /// The latest price of `model`; nil when it is unknown.
    public func price(of model: ModelID) -> Price? {
        (users[model] ?? shipped[model]?.last)?.price
    }
}
