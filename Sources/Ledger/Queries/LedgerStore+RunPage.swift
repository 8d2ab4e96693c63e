import GRDB
import Planning
import Processes

extension LedgerStore {
    /// Runs, the newest first, `limit` at a time.
    /// - Parameter cursor: where to begin; nil for the newest.
    public func runPage(
        _ filter: RunFilter = RunFilter(), after cursor: RunPage.Cursor? = nil, limit: Int = 50
    ) async throws(LedgerError) -> RunPage {
        try await read("listing the runs") { db in
            let (conditions, values) = filter.conditions
            // Of all runs the index knows the number at once; of some, they are gone through once for both.
            let source =
                conditions.isEmpty
                ? "SELECT run, started_ms, (SELECT count(*) FROM runs) AS total FROM runs"
                : "SELECT run, started_ms, count(*) OVER () AS total FROM runs WHERE \(conditions)"
            var arguments = StatementArguments(values)
            if let cursor { arguments += [cursor.startedAt, cursor.run.description] }
            arguments += [limit + 1]
            // The page is found first, on an index; only then is anything added up.
            let places = try Row.fetchAll(
                db,
                sql: """
                    SELECT run, total FROM (\(source))\(cursor == nil ? "" : " WHERE (started_ms, run) < (?, ?)")
                    ORDER BY started_ms DESC, run DESC LIMIT ?
                    """, arguments: arguments)
            let names: [String] = places.map { $0["run"] }
            let owners = try Self.owners(db)
            let statement = try db.cachedStatement(
                sql: """
                    SELECT v_runs.*, runs.depth, verdicts, agreed, efficiency FROM v_runs
                    JOIN runs ON runs.run = v_runs.run
                    LEFT JOIN run_digests ON run_digests.run = v_runs.run WHERE v_runs.run = ?
                    """)
            let entries = try names.prefix(limit).compactMap { try Row.fetchOne(statement, arguments: [$0]) }
                .map { try RunPage.Entry($0, isLive: owners[$0["run"]]?.isAlive ?? false) }
            let next = names.count > limit ? try Self.cursor(behind: names[limit - 1], in: db) : nil
            return RunPage(entries: entries, next: next, count: places.first?["total"] ?? 0)
        }
    }

    /// The names that runs have been given for agents, strategies and ways to end: what a filter can choose from.
    public func runFacets() async throws(LedgerError) -> RunFacets {
        try await read("listing agents and strategies") { db in
            func names(_ column: String) throws -> [String] {
                try String.fetchAll(db, sql: "SELECT DISTINCT \(column) FROM runs ORDER BY 1")
            }
            return RunFacets(
                statuses: try names("status"), strategies: try names("strategy"), agents: try names("agent"))
        }
    }

    private static func cursor(behind run: String, in db: Database) throws -> RunPage.Cursor? {
        let started = try Int64.fetchOne(db, sql: "SELECT started_ms FROM runs WHERE run = ?", arguments: [run])
        return started.flatMap { started in
            RunID(run).map { RunPage.Cursor(startedAt: started, run: $0) }
        }
    }
}

extension RunPage.Entry {
    fileprivate init(_ row: Row, isLive: Bool) throws {
        record = try RunRecord(row, isLive: isLive)
        depth = row["depth"]
        let verdicts: Int = row["verdicts"] ?? 0
        acceptance = verdicts == 0 ? nil : (row["agreed"] as Double) / Double(verdicts)
        efficiency = row["efficiency"]
        wasted = Money(nanodollars: row["wasted_nanodollars"])
    }
}
