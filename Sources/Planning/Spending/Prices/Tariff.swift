/// What one model charges, over time.
public struct Tariff: Sendable, Hashable, Codable {
    /// The rows, those that begin earlier first.
    public private(set) var rows: [PriceRow]

    /// A tariff of rows of one model. Of two that begin at once, the later one counts.
    public init(_ rows: [PriceRow]) {
        self.rows = rows.enumerated().sorted { left, right in
            let (first, second) = (left.element.from ?? Self.always, right.element.from ?? Self.always)
            return first == second ? left.offset < right.offset : first < second
        }.map(\.element)
    }

    /// A price that has always been the same.
    public init(_ price: Price, of model: ModelID, source: String) {
        self.init([PriceRow(model: model, price: price, source: source)])
    }

    private static let always = UTCInstant(milliseconds: .min)

    /// The row that holds at `time`; the newest, where no time is given. Nil when the price was not known then.
    public func row(at time: UTCInstant?) -> PriceRow? {
        guard let time else { return rows.last }
        return rows.last { $0.holds(at: time) }
    }

    /// The row that holds at `time`, or else the one that begins next.
    public func row(nearest time: UTCInstant) -> PriceRow? {
        row(at: time) ?? rows.first { $0.from.map { $0 > time } ?? false }
    }

    /// A price that no call with a prompt of at most `promptTokens` tokens exceeds that begins at `time` and ends within
    /// a day. Nil when the price is not known then.
    public func dearest(promptTokens: Int, at time: UTCInstant?) -> Price? {
        guard let row = row(at: time) else { return nil }
        let next = time.map { time in
            rows.filter { $0.from.map { $0 > time && $0 <= time.advanced(by: .seconds(86_400)) } ?? false }
        }
        return (next ?? []).reduce(row.dearest(promptTokens: promptTokens)) {
            $0.dearer($1.dearest(promptTokens: promptTokens))
        }
    }

    /// What later news makes of it: they hold from their first moment on, so that every row that begins then or later
    /// gives way to them, and what was known before stays for the time before.
    public func updated(by news: [PriceRow]) -> Tariff {
        let news = Tariff(news)
        guard let first = news.rows.first else { return self }
        return Tariff(rows.filter { $0.from ?? Self.always < first.from ?? Self.always } + news.rows)
    }
}
