import GRDB
public import Planning

extension LedgerStore {
    /// What was recorded since a moment, whoever did it.
    public struct Changes: Sendable, Hashable {
        /// The number of the last event: the next question begins behind it.
        public let last: Int64
        /// The runs that have new events.
        public let runs: [RunID]
    }

    /// The runs that have events behind the event number `last`; without it, none and the number to begin with.
    ///
    /// Cheap where nothing has happened: the last row of one table is looked up.
    public func changes(after last: Int64?) async throws(LedgerError) -> Changes {
        try await read("looking for news") { db in
            let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM events") ?? 0
            guard let last, newest > last else { return Changes(last: newest, runs: []) }
            let runs = try String.fetchAll(
                db, sql: "SELECT DISTINCT run FROM events WHERE id > ? AND id <= ?", arguments: [last, newest])
            return Changes(last: newest, runs: runs.compactMap(RunID.init))
        }
    }
}
