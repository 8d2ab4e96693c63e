public import Planning

/// What a file of prices says: rows that can be used, and what is wrong with the others.
public struct PriceDocument: Sendable, Hashable {
    /// An entry of the file that cannot be used.
    public struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// Where it stands, as a path into the file.
        public let place: String
        /// What is wrong, and what is expected.
        public let reason: String

        public var description: String { "\(place): \(reason)" }
    }

    /// Who says so.
    public var source: String
    /// When the source was looked at; nil where the file does not say.
    public var fetched: UTCInstant?
    /// The rows.
    public var rows: [PriceRow]
    /// The entries that cannot be used.
    public var problems: [Problem]
    /// How many entries are no matter of ours: models of other providers, and models that write no text.
    public var others: Int

    /// A document.
    public init(
        source: String, fetched: UTCInstant? = nil, rows: [PriceRow] = [], problems: [Problem] = [], others: Int = 0
    ) {
        self.source = source
        self.fetched = fetched
        self.rows = rows
        self.problems = problems
        self.others = others
    }

    /// The largest file that is read, in bytes.
    public static let sizeLimit = 16 << 20
    /// The most entries that are read.
    public static let entryLimit = 50_000
    /// The longest name of a model, in bytes.
    static let nameLimit = 256
    /// The most rules of one row.
    static let ruleLimit = 64

    /// The rows with the dates from which they hold, where the file has none: a price that is known already keeps its
    /// date, and news hold from the day on which they are taken over.
    /// - Parameters:
    ///   - table: what is known.
    ///   - now: when they are taken over.
    public func dated(against table: PriceTable, at now: UTCInstant) -> PriceDocument {
        var dated = self
        dated.fetched = fetched ?? now
        for index in rows.indices where rows[index].from == nil {
            let known = table.published(of: rows[index].model)?.row(at: now)
            let isKnown = known.map(rows[index].chargesLike) ?? false
            dated.rows[index].from = isKnown ? known?.from : now.startOfDay
        }
        for index in rows.indices { dated.rows[index].fetched = rows[index].fetched ?? dated.fetched }
        return dated
    }
}
