extension LedgerSchema {
    /// What makes questions about a million calls quick: indices for lists of runs, sums of what ended runs have
    /// cost, and what is known of ended runs as wholes.
    ///
    /// The sums are kept by triggers on a run's status, one addition for a run that ends and one subtraction for a run
    /// that is resumed: whoever writes to the tables cannot forget them, and recording a call costs nothing
    /// more. The calls of runs that are under way, or were killed, are added when somebody asks.
    /// `run_digests` and `verdict_totals` are worked out from the events after a run has ended, by whoever
    /// needs them: a run without a row there has not been counted yet.
    static let totals = """
        CREATE INDEX runs_by_start ON runs (started_ms, run, status, strategy, agent, lambda);

        CREATE INDEX runs_under_way ON runs (run) WHERE status = 'running';

        CREATE TABLE spend_totals (
            day TEXT NOT NULL,
            model TEXT NOT NULL,
            agent TEXT NOT NULL,
            role TEXT NOT NULL,
            outcome TEXT NOT NULL,
            standing TEXT NOT NULL,
            calls INTEGER NOT NULL,
            cost_nanodollars INTEGER NOT NULL,
            estimated_nanodollars INTEGER NOT NULL,
            unpriced_calls INTEGER NOT NULL,
            input_tokens INTEGER NOT NULL,
            output_tokens INTEGER NOT NULL,
            PRIMARY KEY (day, model, agent, role, outcome, standing)
        ) STRICT, WITHOUT ROWID;

        INSERT INTO spend_totals
        \(spend(of: "runs.status <> 'running'"));

        CREATE TRIGGER spend_of_ended_run AFTER UPDATE OF status ON runs
        WHEN old.status = 'running' AND new.status <> 'running' BEGIN
            INSERT INTO spend_totals
            \(spend(of: "runs.run = new.run").indented)
            ON CONFLICT DO UPDATE SET
                \(changes("+"));
        END;

        CREATE TRIGGER spend_of_resumed_run AFTER UPDATE OF status ON runs
        WHEN old.status <> 'running' AND new.status = 'running' BEGIN
            INSERT INTO spend_totals
            \(spend(of: "runs.run = new.run").indented)
            ON CONFLICT DO UPDATE SET
                \(changes("-"));
            DELETE FROM spend_totals WHERE calls = 0;
        END;

        CREATE VIEW v_spend_parts AS
        SELECT * FROM spend_totals
        UNION ALL
        \(spend(of: "runs.status = 'running'"));

        DROP VIEW v_spend;

        CREATE VIEW v_spend AS
        SELECT
            day,
            model,
            agent,
            role,
            outcome,
            sum(calls) AS calls,
            sum(cost_nanodollars) / 1e9 AS cost_usd,
            sum(estimated_nanodollars) / 1e9 AS estimated_usd,
            sum(CASE WHEN standing NOT IN ('useful', 'open') THEN cost_nanodollars ELSE 0 END) / 1e9 AS wasted_usd,
            sum(cost_nanodollars) AS cost_nanodollars,
            sum(estimated_nanodollars) AS estimated_nanodollars,
            sum(CASE WHEN standing NOT IN ('useful', 'open') THEN cost_nanodollars ELSE 0 END) AS wasted_nanodollars,
            sum(unpriced_calls) AS unpriced_calls,
            sum(input_tokens) AS input_tokens,
            sum(output_tokens) AS output_tokens
        FROM v_spend_parts
        GROUP BY 1, 2, 3, 4, 5;

        CREATE TABLE run_digests (
            run TEXT NOT NULL PRIMARY KEY REFERENCES runs (run),
            sequence INTEGER NOT NULL,
            day INTEGER NOT NULL,
            agent TEXT NOT NULL,
            strategy TEXT NOT NULL,
            depth INTEGER,
            lambda REAL NOT NULL,
            status TEXT NOT NULL,
            latency_ns INTEGER NOT NULL,
            cost_nanodollars INTEGER,
            sequential_ns INTEGER,
            sequential_nanodollars INTEGER,
            verdicts INTEGER NOT NULL,
            agreed INTEGER NOT NULL,
            objective REAL,
            oracle_objective REAL,
            efficiency REAL,
            relative_latency REAL,
            relative_cost REAL,
            oracle_latency REAL,
            oracle_cost REAL,
            recalled INTEGER NOT NULL,
            recalled_right INTEGER NOT NULL,
            recall_saved_ns INTEGER,
            recall_saved_nanodollars INTEGER
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX run_digests_by_day ON run_digests (day, agent);

        CREATE TABLE verdict_totals (
            kind TEXT NOT NULL,
            day INTEGER NOT NULL,
            agent TEXT NOT NULL,
            value TEXT NOT NULL,
            verdicts INTEGER NOT NULL,
            agreed INTEGER NOT NULL,
            predicted REAL NOT NULL,
            PRIMARY KEY (kind, day, agent, value)
        ) STRICT, WITHOUT ROWID;
        """

    /// The sums over the calls of some runs, as a row of `spend_totals` has them.
    private static func spend(of runs: String) -> String {
        """
        SELECT
            date(calls.started_ms / 1000, 'unixepoch') AS day,
            calls.model,
            runs.agent,
            calls.role,
            coalesce(calls.outcome, 'open') AS outcome,
            coalesce(calls.standing, 'open') AS standing,
            count(*) AS calls,
            coalesce(sum(calls.cost_nanodollars), 0) AS cost_nanodollars,
            coalesce(sum(CASE WHEN calls.provenance = 'estimated' THEN calls.cost_nanodollars END), 0)
                AS estimated_nanodollars,
            sum(calls.outcome IS NOT NULL AND calls.cost_nanodollars IS NULL) AS unpriced_calls,
            coalesce(sum(calls.fresh_input_tokens + calls.cache_read_tokens + calls.cache_write_tokens), 0)
                AS input_tokens,
            coalesce(sum(calls.output_tokens), 0) AS output_tokens
        FROM runs CROSS JOIN calls ON calls.run = runs.run
        WHERE \(runs)
        GROUP BY 1, 2, 3, 4, 5, 6
        """
    }

    /// What a conflict of two rows of `spend_totals` comes to: their sum or their difference.
    private static func changes(_ operation: String) -> String {
        ["calls", "cost_nanodollars", "estimated_nanodollars", "unpriced_calls", "input_tokens", "output_tokens"]
            .map { "\($0) = \($0) \(operation) excluded.\($0)" }.joined(separator: ",\n        ")
    }
}

extension String {
    /// The lines of a statement inside another one.
    fileprivate var indented: String { replacing("\n", with: "\n    ") }
}
