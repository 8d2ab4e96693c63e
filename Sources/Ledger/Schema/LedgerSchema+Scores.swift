extension LedgerSchema {
    /// What proposed steps were thought to be worth, and what the verifier said of steps that stand without it.
    static let scores = """
        CREATE TABLE scores (
            id INTEGER PRIMARY KEY,
            run TEXT NOT NULL REFERENCES runs (run),
            position INTEGER NOT NULL,
            prefix TEXT NOT NULL,
            scored_ms INTEGER NOT NULL,
            scored_ns INTEGER NOT NULL,
            action TEXT NOT NULL,
            score REAL,
            threshold REAL,
            is_kept INTEGER NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;

        CREATE INDEX scores_by_run ON scores (run, position);

        CREATE TABLE audits (
            id INTEGER PRIMARY KEY,
            run TEXT NOT NULL REFERENCES runs (run),
            position INTEGER NOT NULL,
            audited_ms INTEGER NOT NULL,
            audited_ns INTEGER NOT NULL,
            action TEXT NOT NULL,
            agrees INTEGER NOT NULL
        ) STRICT;

        CREATE INDEX audits_by_run ON audits (run, position);
        """
}
