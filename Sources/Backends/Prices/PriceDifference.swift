public import Planning

/// What taking over a document would change.
public struct PriceDifference: Sendable, Hashable {
    /// A price that becomes another one.
    public struct Change: Sendable, Hashable {
        /// What is known of the time from which the new row holds.
        public let old: PriceRow
        /// The row that takes its place.
        public let new: PriceRow
    }

    /// Rows of models of which nothing is known for that time.
    public private(set) var added: [PriceRow] = []
    /// Rows that charge otherwise than what is known.
    public private(set) var changed: [Change] = []
    /// Rows that say what is known.
    public private(set) var unchanged: [PriceRow] = []

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
    }

    /// Whether nothing becomes another price.
    public var isEmpty: Bool { added.isEmpty && changed.isEmpty }
}
