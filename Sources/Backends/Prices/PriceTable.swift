public import Planning

/// Prices by model and date. What was accepted later stands above what was accepted before and above
/// what is shipped, and the user's own prices stand above all. A model without a row has no price,
/// which is not the same as costing nothing.
public struct PriceTable: Sendable, Hashable {
    /// The day on which the shipped rows were last compared with the providers' pages.
    public let knownAsOf: UTCInstant
    private var tariffs: [ModelID: Tariff]
    private var users: [ModelID: Tariff] = [:]

    /// After this many days prices are no longer taken for today's.
    public static let freshDays = 30

    /// A table of shipped rows.
    public init(rows: [PriceRow] = [], knownAsOf: UTCInstant = UTCInstant(milliseconds: 0)) {
        self.knownAsOf = knownAsOf
        tariffs = Dictionary(grouping: rows, by: \.model).mapValues(Tariff.init)
    }

    /// Every row, sorted by model and date; of a model with prices of the user's, those alone.
    public var rows: [PriceRow] {
        let models = Set(tariffs.keys).union(users.keys)
        return models.sorted { $0.description < $1.description }.flatMap { tariff(of: $0)?.rows ?? [] }
    }

    /// Takes over rows that were accepted after those that are there.
    public mutating func accept(_ rows: [PriceRow]) {
        for (model, news) in Dictionary(grouping: rows, by: \.model) {
            tariffs[model] = tariffs[model]?.updated(by: news) ?? Tariff(news)
        }
    }

    /// Sets the user's own prices of a model.
    public mutating func set(_ tariff: Tariff, for model: ModelID) {
        users[model] = tariff
    }

    /// Whether the user has set prices of a model.
    public func isOverridden(_ model: ModelID) -> Bool { users[model] != nil }

    /// What `model` charges over time; nil when that is unknown.
    public func tariff(of model: ModelID) -> Tariff? {
        users[model] ?? tariffs[model]
    }

    /// What `model` charges over time by what is shipped and was accepted, whatever the user has set.
    public func published(of model: ModelID) -> Tariff? { tariffs[model] }

    /// Whether the price that holds for `model` at `time` is a published one that nobody has compared for more than
    /// ``freshDays``.
    public func isStale(_ model: ModelID, at time: UTCInstant) -> Bool {
        guard !isOverridden(model), let fetched = tariffs[model]?.row(at: time)?.fetched else { return false }
        return fetched.days(until: time) > Self.freshDays
    }
}
