extension LedgerSchema {
    /// The prices that the user has accepted, set by set, and the price that each call was charged.
    static let prices = """
        CREATE TABLE price_sets (
            id INTEGER PRIMARY KEY,
            accepted_ms INTEGER NOT NULL,
            source TEXT NOT NULL,
            document TEXT NOT NULL
        ) STRICT;

        ALTER TABLE calls ADD COLUMN price TEXT;

        ALTER TABLE calls ADD COLUMN cache_write_hour_tokens INTEGER;

        ALTER TABLE calls ADD COLUMN service_tier TEXT;
        """
}
