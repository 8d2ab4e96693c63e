public import Planning

/// Some runs of a list, and where the next ones begin.
public struct RunPage: Sendable, Hashable {
    /// A place in a list of runs, between two of them.
    public struct Cursor: Sendable, Hashable, CustomStringConvertible {
        let startedAt: Int64
        let run: RunID

        /// The place behind a run.
        init(startedAt: Int64, run: RunID) {
            self.startedAt = startedAt
            self.run = run
        }

        /// Reads what ``description`` wrote; nil for anything else.
        public init?(_ text: String) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, let time = Int64(parts[0]), let run = RunID(String(parts[1])) else { return nil }
            (startedAt, self.run) = (time, run)
        }

        public var description: String { "\(startedAt).\(run)" }
    }

    /// A run of a list.
    public struct Entry: Sendable, Hashable {
        /// The run.
        public let record: RunRecord
        /// The fixed depth, if the user set one.
        public let depth: Int?
        /// The part of the verdicts on drafts that agreed; nil before the first one, and for a run that is not
        /// counted yet.
        public let acceptance: Double?
        /// The part of the possible gain that was reached, likewise.
        public let efficiency: Double?
        /// What was spent on calls whose result did not stand.
        public let wasted: Money
    }

    /// The runs, the newest first.
    public let entries: [Entry]
    /// Where the next ones begin; nil when there are none.
    public let next: Cursor?
    /// How many runs the filter lets through.
    public let count: Int
}
