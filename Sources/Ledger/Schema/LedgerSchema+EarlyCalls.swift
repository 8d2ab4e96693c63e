extension LedgerSchema {
    /// Why drafted calls had to wait for their verdict, and what became of the results that were there early.
    static let earlyCalls = """
        CREATE TABLE refusals (
            id INTEGER PRIMARY KEY,
            run TEXT NOT NULL REFERENCES runs (run),
            position INTEGER NOT NULL,
            refused_ms INTEGER NOT NULL,
            refused_ns INTEGER NOT NULL,
            tool TEXT,
            action TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;

        CREATE INDEX refusals_by_run ON refusals (run, position);

        CREATE TABLE early_results (
            id INTEGER PRIMARY KEY,
            run TEXT NOT NULL REFERENCES runs (run),
            position INTEGER NOT NULL,
            known_ms INTEGER NOT NULL,
            known_ns INTEGER NOT NULL,
            tool TEXT,
            action TEXT NOT NULL,
            outcome TEXT NOT NULL,
            reason TEXT
        ) STRICT;

        CREATE INDEX early_results_by_run ON early_results (run, position);
        """
}
