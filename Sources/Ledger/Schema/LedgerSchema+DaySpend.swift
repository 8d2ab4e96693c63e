extension LedgerSchema {
    /// What every day has used, kept up to date by the calls themselves, and what open calls may still use.
    ///
    /// A reservation goes when its call is settled, in the same transaction, so that a day's sum never dips. A call
    /// that died with its process is settled when its run is resumed, and then its tokens are those that were
    /// reserved.
    static let daySpend = """
        CREATE TABLE reservations (
            run TEXT NOT NULL,
            call INTEGER NOT NULL,
            day INTEGER NOT NULL,
            cost_nanodollars INTEGER NOT NULL,
            tokens INTEGER NOT NULL,
            pid INTEGER NOT NULL,
            boot TEXT NOT NULL,
            process_started INTEGER NOT NULL,
            PRIMARY KEY (run, call)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE day_spend (
            day INTEGER NOT NULL PRIMARY KEY,
            cost_nanodollars INTEGER NOT NULL,
            tokens INTEGER NOT NULL
        ) STRICT;

        INSERT INTO day_spend (day, cost_nanodollars, tokens)
        SELECT
            started_ms / 86400000,
            coalesce(sum(cost_nanodollars), 0),
            coalesce(sum(fresh_input_tokens + cache_read_tokens + cache_write_tokens + output_tokens), 0)
        FROM calls WHERE outcome IS NOT NULL GROUP BY 1;

        CREATE TRIGGER day_spend_of_call AFTER UPDATE OF outcome ON calls
        WHEN old.outcome IS NULL AND new.outcome IS NOT NULL BEGIN
            INSERT INTO day_spend (day, cost_nanodollars, tokens)
            VALUES (
                new.started_ms / 86400000,
                coalesce(new.cost_nanodollars, 0),
                new.fresh_input_tokens + new.cache_read_tokens + new.cache_write_tokens + new.output_tokens
                    + CASE WHEN new.finished_ns IS NULL THEN coalesce((
                        SELECT tokens FROM reservations WHERE run = new.run AND call = new.call
                    ), 0) ELSE 0 END
            )
            ON CONFLICT (day) DO UPDATE SET
                cost_nanodollars = cost_nanodollars + excluded.cost_nanodollars,
                tokens = tokens + excluded.tokens;
            DELETE FROM reservations WHERE run = new.run AND call = new.call;
        END;
        """
}
