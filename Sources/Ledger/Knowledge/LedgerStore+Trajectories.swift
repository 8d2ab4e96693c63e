import GRDB
public import Planning

extension LedgerStore: TrajectoryMemory {
    /// - Throws: ``LedgerError``.
    public func verifiedRuns(of agent: String, steps: Int) async throws -> [RememberedRun] {
        try await read("recalling earlier runs") { db in
            var left = steps
            var runs: [RememberedRun] = []
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT run, started_ms, task, status FROM runs WHERE agent = ? AND \(Self.isVerified)
                    ORDER BY started_ms DESC, run DESC
                    """,
                arguments: [agent])
            while left > 0, let row = try rows.next() {
                guard let run = try Self.remembered(row, steps: left, in: db) else { continue }
                left -= run.steps.count
                runs.append(run)
            }
            return runs
        }
    }

    /// - Throws: ``LedgerError``.
    public func runs(of agent: String, similarTo task: String, limit: Int) async throws -> [RememberedRun] {
        guard let query = Self.query(for: task) else { return [] }
        return try await read("recalling similar tasks") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT runs.run, started_ms, runs.task, status
                    FROM task_texts JOIN runs ON runs.run = task_texts.run
                    WHERE task_texts MATCH ? AND agent = ? AND \(Self.isVerified)
                    ORDER BY bm25(task_texts), started_ms DESC LIMIT ?
                    """,
                arguments: [query, agent, limit]
            ).compactMap { try Self.remembered($0, steps: .max, in: db) }
        }
    }

    /// Only what a verifier decided is worth remembering.
    private static let isVerified = "guarantee = 'lossless' AND verifier IS NOT NULL"

    /// The words of `task`, each as a phrase of its own, so that nothing in them is an operator. The
    /// rarest of a long text's words are not known beforehand; the first ones have to do.
    private static func query(for task: String) -> String? {
        let words = task.split { !$0.isLetter && !$0.isNumber }.prefix(64)
        return words.isEmpty ? nil : Set(words).sorted().map { "\"\($0)\"" }.joined(separator: " OR ")
    }

    /// - Returns: nil for a run without steps, or with steps that cannot be read.
    private static func remembered(_ row: Row, steps limit: Int, in db: Database) throws -> RememberedRun? {
        guard let run = RunID(row["run"]) else { return nil }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT tool, arguments, action, answer, observation, is_error FROM steps
                WHERE run = ? ORDER BY position LIMIT ?
                """,
            arguments: [run.description, limit])
        let steps = rows.compactMap(Step.init)
        guard !steps.isEmpty, steps.count == rows.count else { return nil }
        return RememberedRun(
            run: run, startedAt: row["started_ms"], task: row["task"],
            isFinished: row["status"] == RunStatus.finished.rawValue, steps: steps)
    }
}

extension Step {
    /// Reads a row of the table `steps`; nil when the arguments are no JSON object.
    fileprivate init?(_ row: Row) {
        guard let arguments = (try? JSONValue(parsing: row["arguments"]))?.object else { return nil }
        let tool: String? = row["tool"]
        let action =
            tool.map { Action(tool: $0, arguments: arguments, text: row["action"], answer: row["answer"]) }
            ?? Action(text: row["action"], answer: row["answer"])
        self.init(action: action, observation: Observation(row["observation"], isError: row["is_error"]))
    }
}
