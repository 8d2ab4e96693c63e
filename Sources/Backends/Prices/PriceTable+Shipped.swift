extension PriceTable {
    /// The prices that come with the program. They are a snapshot: ``knownAsOf`` says how old it is.
    public static let shipped = PriceTable(
        rows: ShippedModels.rows.map(\.row), knownAsOf: ShippedModels.knownAsOf)
}
