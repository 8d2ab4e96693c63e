public import Planning

/// What taking over a document would change.
public struct PriceDifference: Sendable, Hashable {
    /// A price that becomes another one.
    public struct Change: Sendable, Hashable {
        /// What is known of the time from which the new row holds.
        public let old: PriceRow
        /// The row that takes its place, with the moment from which it does.
        public let new: PriceRow
    }

    /// Rows of models of which nothing is known for that time.
    public private(set) var added: [PriceRow] = []
    /// What is charged otherwise than what is known: by the rows, and where known rows give way to them.
    public private(set) var changed: [Change] = []
    /// Rows that say what is known.
    public private(set) var unchanged: [PriceRow] = []
    /// Known rows in whose place nothing is known any more, with the moment from which that is so.
    public private(set) var withdrawn: [PriceRow] = []

    /// Compares a document, whose rows have their dates, with what is known.
    public init(of document: PriceDocument, to table: PriceTable) {
        for row in document.rows {
            let known = table.published(of: row.model)
            let old = if let from = row.from { known?.row(at: from) } else { known?.rows.first }
            guard let old else {
                added.append(row)
                continue
            }
            if old.chargesLike(row) { unchanged.append(row) } else { changed.append(Change(old: old, new: row)) }
        }
        let models = Dictionary(grouping: document.rows, by: \.model)
        for (model, news) in models.sorted(by: { $0.key.description < $1.key.description }) {
            if let known = table.published(of: model) { compareOtherMoments(of: known, with: news) }
        }
    }

    /// Whether nothing becomes another price.
    public var isEmpty: Bool { added.isEmpty && changed.isEmpty && withdrawn.isEmpty }

    /// Compares the other moments at which a price begins or ends: the news replace every row from their first moment on,
    /// also those that they do not repeat, and what they say may be over.
    private mutating func compareOtherMoments(of known: Tariff, with news: [PriceRow]) {
        let updated = known.updated(by: news)
        let compared = Set(news.compactMap(\.from))
        let moments = Set((known.rows + news).flatMap { [$0.from, $0.until].compactMap(\.self) })
        for moment in moments.subtracting(compared).sorted() {
            guard var old = known.row(at: moment) else { continue }
            guard var new = updated.row(at: moment) else {
                old.from = moment
                withdrawn.append(old)
                continue
            }
            guard !old.chargesLike(new) else { continue }
            new.from = moment
            changed.append(Change(old: old, new: new))
        }
    }
}
