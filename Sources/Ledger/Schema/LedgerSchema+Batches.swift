extension LedgerSchema {
    /// Many tasks that were started together. A task of a batch has one run and never two.
    static let batches = """
        CREATE TABLE batches (
            batch TEXT NOT NULL PRIMARY KEY,
            started_ms INTEGER NOT NULL,
            source TEXT NOT NULL,
            tasks INTEGER NOT NULL,
            pid INTEGER NOT NULL,
            boot TEXT NOT NULL,
            process_started INTEGER NOT NULL
        ) STRICT;

        ALTER TABLE runs ADD COLUMN batch TEXT;

        ALTER TABLE runs ADD COLUMN batch_task TEXT;

        CREATE UNIQUE INDEX runs_by_batch ON runs (batch, batch_task) WHERE batch IS NOT NULL;

        CREATE VIEW v_batches AS
        SELECT
            batch,
            strftime('%Y-%m-%dT%H:%M:%fZ', started_ms / 1000.0, 'unixepoch') AS started,
            source,
            tasks,
            (SELECT count(*) FROM runs WHERE runs.batch = batches.batch) AS begun,
            (SELECT count(*) FROM runs WHERE runs.batch = batches.batch AND status = 'finished') AS finished,
            (
                SELECT coalesce(sum(cost_nanodollars), 0) / 1e9
                FROM calls JOIN runs ON runs.run = calls.run WHERE runs.batch = batches.batch
            ) AS cost_usd
        FROM batches;
        """
}
