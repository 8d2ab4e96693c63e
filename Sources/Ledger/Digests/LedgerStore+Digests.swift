import GRDB
public import Planning

extension LedgerStore {
    /// The ended runs that are not counted yet in ``frontier(agent:)`` and ``learning(agent:periods:)``, the newest first.
    public func uncountedRuns() async throws(LedgerError) -> [RunID] {
        try await read("looking for runs that are not counted yet") { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT run FROM runs WHERE status <> 'running'
                    AND NOT EXISTS (SELECT 1 FROM run_digests WHERE run_digests.run = runs.run)
                    ORDER BY started_ms DESC, run DESC
                    """
            ).compactMap(RunID.init)
        }
    }

    /// Works out the figures of a run that has ended, and keeps them; a run that was resumed since is counted anew. A
    /// run that goes on is left alone.
    /// - Throws: ``LedgerError``: readOnly among others.
    public func count(_ run: RunID) async throws(LedgerError) {
        guard try await isToBeCounted(run) else { return }
        let events = try await events(of: run)
        guard let digest = RunDigest(events), digest.status != .running else { return }
        try await write("counting a run") { db in
            let known = try Int.fetchOne(
                db, sql: "SELECT sequence FROM run_digests WHERE run = ?", arguments: [run.description])
            guard known != digest.sequence else { return }
            // What was counted before is what the events said up to there.
            if let known, let old = RunDigest(events.filter { $0.sequence <= known }) {
                try old.add(times: -1, in: db)
            }
            try digest.add(times: 1, in: db)
            try digest.keep(in: db)
        }
    }

    /// Whether the run has ended, and differently from what was counted. Answers without reading its events.
    private func isToBeCounted(_ run: RunID) async throws(LedgerError) -> Bool {
        try await read("looking up a run") { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT status <> 'running'
                        AND coalesce((SELECT sequence FROM run_digests WHERE run_digests.run = runs.run), 0)
                        <> (SELECT max(sequence) FROM events WHERE events.run = runs.run)
                    FROM runs WHERE run = ?
                    """, arguments: [run.description]) ?? false
        }
    }
}

extension RunDigest {
    /// Adds the run's verdicts to the sums, or with −1 takes them away.
    fileprivate func add(times sign: Int, in db: Database) throws {
        for (key, verdicts) in verdicts {
            try db.cachedStatement(
                sql: """
                    INSERT INTO verdict_totals (kind, day, agent, value, verdicts, agreed, predicted)
                    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
                    verdicts = verdicts + excluded.verdicts, agreed = agreed + excluded.agreed,
                    predicted = predicted + excluded.predicted
                    """
            ).execute(arguments: [
                key.kind.rawValue, day, header.agent, key.value, sign * verdicts.count, sign * verdicts.agreed,
                Double(sign) * verdicts.predicted,
            ])
        }
    }

    fileprivate func keep(in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO run_digests VALUES (
                    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                )
                """
        ).execute(arguments: [
            header.run.description, sequence, day, header.agent, header.strategy, header.depth, lambda,
            status.rawValue, latency.nanoseconds, cost?.nanodollars, sequentialLatency?.nanoseconds,
            sequentialCost?.nanodollars, compared, matches, account?.objective, account?.oracle, account?.efficiency,
            account?.effort.latency, account?.effort.cost, account?.oracleEffort?.latency, account?.oracleEffort?.cost,
            recall?.hits ?? 0, recall?.right ?? 0, recall?.savedTime?.nanoseconds, recall?.savedCost?.nanodollars,
        ])
    }
}
