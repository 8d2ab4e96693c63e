import GRDB

extension LedgerStore {
    /// The newest runs among which the tasks are looked for.
    private static let taskRuns = 2000

    /// What drafts were worth in the runs that are counted, over `periods` parts of the time that they span.
    /// - Parameter agent: the agent definition's name; nil for all.
    public func learning(agent: String? = nil, periods: Int = 12) async throws(LedgerError) -> LearningFigures {
        try await read("adding up verdicts") { db in
            let span = try Row.fetchOne(
                db, sql: "SELECT min(day) AS first, max(day) AS last FROM run_digests WHERE ?1 IS NULL OR agent = ?1",
                arguments: [agent])
            guard let first: Int = span?["first"], let last: Int = span?["last"] else {
                return LearningFigures(periods: [], groups: [:], tasks: [], taskRuns: 0)
            }
            let width = max(1, (last - first + periods) / periods)
            return LearningFigures(
                periods: try Self.periods(agent, from: first, width: width, in: db),
                groups: try Self.groups(agent, from: first, width: width, in: db), tasks: try Self.tasks(agent, in: db),
                taskRuns: Self.taskRuns)
        }
    }

    private static func periods(
        _ agent: String?, from first: Int, width: Int, in db: Database
    ) throws -> [LearningFigures.Period] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT (day - ?2) / ?3 AS period, count(*) AS runs, sum(verdicts) AS verdicts, sum(agreed) AS agreed,
                    avg(efficiency) AS efficiency, sum(recalled) AS recalled, sum(recalled_right) AS recalled_right,
                    total(recall_saved_ns) / 1e9 AS saved_s, total(recall_saved_nanodollars) / 1e9 AS saved_usd
                FROM run_digests WHERE ?1 IS NULL OR agent = ?1 GROUP BY 1 ORDER BY 1
                """, arguments: [agent, first, width]
        ).map { row in
            let period: Int = row["period"]
            return LearningFigures.Period(
                period: period, day: try text(ofDay: first + period * width, in: db), runs: row["runs"],
                verdicts: row["verdicts"], agreed: row["agreed"], efficiency: row["efficiency"],
                recalled: row["recalled"], recalledRight: row["recalled_right"], savedSeconds: row["saved_s"],
                savedDollars: row["saved_usd"])
        }
    }

    private static func groups(
        _ agent: String?, from first: Int, width: Int, in db: Database
    ) throws -> [String: [LearningFigures.Verdicts]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT kind, value, (day - ?2) / ?3 AS period, sum(verdicts) AS verdicts, sum(agreed) AS agreed,
                    sum(predicted) AS predicted
                FROM verdict_totals WHERE ?1 IS NULL OR agent = ?1
                GROUP BY 1, 2, 3 HAVING sum(verdicts) > 0 ORDER BY 1, 2, 3
                """, arguments: [agent, first, width])
        return Dictionary(grouping: rows) { $0["kind"] as String }.mapValues { rows in
            rows.map {
                LearningFigures.Verdicts(
                    value: $0["value"], period: $0["period"], verdicts: $0["verdicts"], agreed: $0["agreed"],
                    predicted: $0["predicted"])
            }
        }
    }

    private static func tasks(_ agent: String?, in db: Database) throws -> [LearningFigures.Task] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT newest.task, count(*) AS runs, sum(verdicts) AS verdicts, sum(agreed) AS agreed
                FROM (
                    SELECT run, task FROM runs WHERE ?1 IS NULL OR agent = ?1
                    ORDER BY started_ms DESC LIMIT ?2
                ) AS newest JOIN run_digests ON run_digests.run = newest.run
                WHERE verdicts > 0 GROUP BY 1 ORDER BY verdicts DESC, 1 LIMIT 20
                """, arguments: [agent, taskRuns]
        ).map {
            LearningFigures.Task(task: $0["task"], runs: $0["runs"], verdicts: $0["verdicts"], agreed: $0["agreed"])
        }
    }

    private static func text(ofDay day: Int, in db: Database) throws -> String {
        try String.fetchOne(db, sql: "SELECT date(? * 86400, 'unixepoch')", arguments: [day]) ?? ""
    }
}
