extension LedgerSchema {
    /// The steps and the time of every day.
    ///
    /// Steps are counted as they are committed; a step that a run has set aside stops counting as such in the same
    /// transaction, or when the run ends. Time is booked by whoever records events, what passes between two events of
    /// a run on the days on which it passed. `owners` says up to when a run's time is booked, and whether calls of it
    /// worked then, so that the time since can be told.
    static let dayTime = """
        ALTER TABLE day_spend ADD COLUMN steps INTEGER NOT NULL DEFAULT 0;

        ALTER TABLE day_spend ADD COLUMN time_ns INTEGER NOT NULL DEFAULT 0;

        ALTER TABLE day_spend ADD COLUMN working_ns INTEGER NOT NULL DEFAULT 0;

        ALTER TABLE owners ADD COLUMN seen_ms INTEGER;

        ALTER TABLE owners ADD COLUMN working INTEGER;

        CREATE TABLE step_reservations (
            run TEXT NOT NULL,
            position INTEGER NOT NULL,
            pid INTEGER NOT NULL,
            boot TEXT NOT NULL,
            process_started INTEGER NOT NULL,
            PRIMARY KEY (run, position)
        ) STRICT, WITHOUT ROWID;

        INSERT INTO day_spend (day, cost_nanodollars, tokens, steps)
        SELECT committed_ms / 86400000, 0, 0, count(*) FROM steps WHERE true GROUP BY 1
        ON CONFLICT (day) DO UPDATE SET steps = excluded.steps;

        CREATE TRIGGER day_steps_of_step AFTER INSERT ON steps BEGIN
            INSERT INTO day_spend (day, cost_nanodollars, tokens, steps)
            VALUES (new.committed_ms / 86400000, 0, 0, 1)
            ON CONFLICT (day) DO UPDATE SET steps = steps + 1;
            DELETE FROM step_reservations WHERE run = new.run AND position = new.position;
        END;

        CREATE TRIGGER step_reservations_of_ended_run AFTER UPDATE OF status ON runs
        WHEN old.status = 'running' AND new.status <> 'running' BEGIN
            DELETE FROM step_reservations WHERE run = new.run;
        END;
        """
}
