import Foundation
import GRDB
public import Planning
import Processes

extension LedgerStore {
    /// Notes that this process begins a batch.
    /// - Parameters:
    ///   - source: where its tasks come from, as an absolute path.
    ///   - startedAt: in milliseconds since 1970.
    public func begin(
        _ batch: RunID, source: String, tasks: Int, startedAt: Int64
    ) async throws(LedgerError) {
        let process = process
        try await write("recording the batch") { db in
            try db.execute(
                sql: """
                    INSERT INTO batches (batch, started_ms, source, tasks, pid, boot, process_started)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    batch.description, startedAt, source, tasks, process.pid, process.boot, process.started,
                ])
        }
    }

    /// The newest batch with tasks from `source`, which from now on belongs to this process; nil where there is none.
    /// - Parameter tasks: how many there are by now.
    /// - Throws: ``LedgerError``: stillRunning, while the process that carries it out lives.
    public func takeOverBatch(of source: String, tasks: Int) async throws(LedgerError) -> RunID? {
        let process = process
        return try await write("resuming the batch") { db in
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT * FROM batches WHERE source = ? ORDER BY started_ms DESC, batch DESC LIMIT 1",
                    arguments: [source]),
                let batch = RunID(row["batch"])
            else { return nil }
            let owner = ProcessIdentity(row)
            guard owner == process || !owner.isAlive else {
                throw LedgerError(
                    .stillRunning, "the batch \(batch) is being carried out by process \(owner.pid)",
                    suggestion: "wait for it or stop it, then resume")
            }
            try db.execute(
                sql: "UPDATE batches SET tasks = ?, pid = ?, boot = ?, process_started = ? WHERE batch = ?",
                arguments: [tasks, process.pid, process.boot, process.started, batch.description])
            return batch
        }
    }

    /// The runs of a batch, in the order in which they began.
    public func runs(ofBatch batch: RunID) async throws(LedgerError) -> [BatchRun] {
        try await read("reading the batch") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT
                        v_runs.*,
                        batch_task,
                        (
                            SELECT json_extract(payload, '$.limit.scope') FROM events
                            WHERE events.run = runs.run AND event = 'finished' ORDER BY sequence DESC LIMIT 1
                        ) AS scope,
                        (
                            SELECT coalesce(sum(
                                fresh_input_tokens + cache_read_tokens + cache_write_tokens + output_tokens
                            ), 0) FROM calls WHERE calls.run = runs.run
                        ) AS tokens,
                        (
                            SELECT group_concat(action, char(10)) FROM (
                                SELECT action FROM steps
                                WHERE steps.run = runs.run AND answer IS NULL ORDER BY position
                            )
                        ) AS plan
                    FROM runs JOIN v_runs ON v_runs.run = runs.run
                    WHERE batch = ? ORDER BY runs.started_ms, runs.run
                    """,
                arguments: [batch.description]
            ).map(BatchRun.init)
        }
    }

    /// What the runs of a batch have used, and for calls that died with their process what was set aside for them.
    public func expense(ofBatch batch: RunID) async throws(LedgerError) -> Expense {
        try await read("adding up the batch") { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT
                        coalesce(sum(CASE WHEN outcome IS NULL THEN reserved_nanodollars ELSE cost_nanodollars END), 0)
                            AS cost,
                        coalesce(sum(CASE WHEN finished_ns IS NULL THEN (
                            SELECT json_extract(payload, '$.announcement.tokens') FROM events
                            WHERE events.run = calls.run AND event = 'call-started'
                                AND json_extract(payload, '$.call') = calls.call
                        ) ELSE
                            fresh_input_tokens + cache_read_tokens + cache_write_tokens + output_tokens
                        END), 0) AS tokens
                    FROM calls JOIN runs ON runs.run = calls.run WHERE batch = ?
                    """,
                arguments: [batch.description])
            return row.map { Expense(cost: Money(nanodollars: $0["cost"]), tokens: $0["tokens"]) } ?? .zero
        }
    }
}
