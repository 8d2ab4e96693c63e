import GRDB
import Planning
import Processes

extension EventWriting {
    func insert(_ header: RunHeader) throws {
        try db.run(
            """
            INSERT INTO runs (
                run, started_ms, task, agent, drafter, verifier, strategy, guarantee, scheduling, lambda, depth, seed,
                max_steps, max_cost_nanodollars, max_time_ns, options, status, batch, batch_task
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ) {
            $0.bind(header.run.description)
            $0.bind(header.startedAt)
            $0.bind(header.task)
            $0.bind(header.agent)
            $0.bind(header.drafter)
            $0.bind(header.verifier)
            $0.bind(header.strategy)
            $0.bind(header.guarantee.rawValue)
            $0.bind(header.scheduling)
            $0.bind(header.lambda)
            $0.bind(header.depth)
            // As text: SQLite's integers end where a seed's second half begins.
            $0.bind(String(header.seed))
            $0.bind(header.limits.steps)
            $0.bind(header.limits.cost)
            $0.bind(header.limits.time)
            $0.bind(header.options.canonical)
            $0.bind(RunStatus.running.rawValue)
            $0.bind(header.batch?.name.description)
            $0.bind(header.batch?.task)
        }
    }

    /// Notes that this process carries out the run.
    func own(_ run: String) throws {
        try db.run("INSERT OR REPLACE INTO owners (run, pid, boot, process_started) VALUES (?, ?, ?, ?)") {
            $0.bind(run)
            $0.bind(Int64(process.pid))
            $0.bind(process.boot)
            $0.bind(process.started)
        }
    }

    /// Drops the steps that are not kept and settles what the dead process left behind; the rules
    /// are those of `RunSummary`.
    func resume(_ run: String, _ resumption: RunEvent.Resumption) throws {
        // First of all: what the run's calls were counted with is taken back before they change.
        try db.run(
            """
            UPDATE runs SET status = ?, answer = NULL, reached_limit = NULL, error = NULL, resumptions = resumptions + 1
            WHERE run = ?
            """
        ) {
            $0.bind(RunStatus.running.rawValue)
            $0.bind(run)
        }
        try db.run("DELETE FROM steps WHERE run = ? AND position > ?") {
            $0.bind(run)
            $0.bind(resumption.steps)
        }
        try db.run(
            """
            UPDATE calls SET
                outcome = 'cancelled', provenance = 'estimated', cost_nanodollars = reserved_nanodollars, attempts = 1,
                fresh_input_tokens = 0, cache_read_tokens = 0, cache_write_tokens = 0, output_tokens = 0,
                reasoning_tokens = 0, standing = coalesce(standing, 'unused')
            WHERE run = ? AND outcome IS NULL
            """
        ) { $0.bind(run) }
        try db.run(
            """
            UPDATE calls SET standing = CASE
                WHEN outcome = 'failed' THEN 'failed'
                WHEN outcome = 'finished' AND position <= ? THEN CASE
                    WHEN role IN ('verifier', 'scorer') THEN 'useful'
                    WHEN (
                        SELECT source FROM steps WHERE steps.run = calls.run AND steps.position = calls.position
                    ) = 'drafted' THEN 'useful'
                    ELSE 'mismatched' END
                ELSE 'unused' END
            WHERE run = ? AND standing IS NULL
            """
        ) {
            $0.bind(resumption.steps)
            $0.bind(run)
        }
    }

    func finish(_ run: String, _ finished: RunEvent.RunFinished) throws {
        try db.run("UPDATE runs SET status = ?, answer = ?, reached_limit = ?, error = ? WHERE run = ?") {
            $0.bind(finished.status.rawValue)
            $0.bind(finished.answer)
            $0.bind(finished.limit?.kind.rawValue)
            $0.bind(finished.error)
            $0.bind(run)
        }
        try db.run("DELETE FROM owners WHERE run = ?") { $0.bind(run) }
    }
}
