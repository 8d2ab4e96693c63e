extension LedgerSchema {
    static let tables = """
        CREATE TABLE runs (
            run TEXT NOT NULL PRIMARY KEY,
            started_ms INTEGER NOT NULL,
            task TEXT NOT NULL,
            agent TEXT NOT NULL,
            drafter TEXT,
            verifier TEXT,
            strategy TEXT NOT NULL,
            guarantee TEXT NOT NULL,
            scheduling TEXT NOT NULL,
            lambda REAL NOT NULL,
            depth INTEGER,
            seed TEXT NOT NULL,
            max_steps INTEGER NOT NULL,
            max_cost_nanodollars INTEGER,
            max_time_ns INTEGER,
            options TEXT NOT NULL,
            status TEXT NOT NULL,
            answer TEXT,
            reached_limit TEXT,
            error TEXT,
            resumptions INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE owners (
            run TEXT NOT NULL PRIMARY KEY REFERENCES runs (run),
            pid INTEGER NOT NULL,
            boot TEXT NOT NULL,
            process_started INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE events (
            id INTEGER PRIMARY KEY,
            run TEXT NOT NULL REFERENCES runs (run),
            sequence INTEGER NOT NULL,
            time_ns INTEGER NOT NULL,
            event TEXT NOT NULL,
            payload TEXT NOT NULL,
            UNIQUE (run, sequence)
        ) STRICT;

        CREATE TABLE steps (
            id INTEGER PRIMARY KEY,
            run TEXT NOT NULL REFERENCES runs (run),
            position INTEGER NOT NULL,
            committed_ms INTEGER NOT NULL,
            committed_ns INTEGER NOT NULL,
            source TEXT NOT NULL,
            tool TEXT,
            arguments TEXT NOT NULL,
            action TEXT NOT NULL,
            answer TEXT,
            observation TEXT NOT NULL,
            is_error INTEGER NOT NULL,
            verifier_time_ns INTEGER NOT NULL,
            verifier_cost_nanodollars INTEGER,
            execution_time_ns INTEGER NOT NULL,
            UNIQUE (run, position)
        ) STRICT;

        CREATE TABLE calls (
            id INTEGER PRIMARY KEY,
            run TEXT NOT NULL REFERENCES runs (run),
            call INTEGER NOT NULL,
            role TEXT NOT NULL,
            model TEXT NOT NULL,
            endpoint TEXT,
            purpose TEXT NOT NULL,
            position INTEGER NOT NULL,
            prefix TEXT NOT NULL,
            reserved_nanodollars INTEGER,
            started_ms INTEGER NOT NULL,
            started_ns INTEGER NOT NULL,
            first_token_ns INTEGER,
            finished_ns INTEGER,
            fresh_input_tokens INTEGER,
            cache_read_tokens INTEGER,
            cache_write_tokens INTEGER,
            output_tokens INTEGER,
            reasoning_tokens INTEGER,
            provenance TEXT,
            cost_nanodollars INTEGER,
            outcome TEXT,
            standing TEXT,
            cancel_reason TEXT,
            attempts INTEGER,
            request_id TEXT,
            error TEXT,
            action TEXT,
            response TEXT,
            raw_usage TEXT,
            UNIQUE (run, call)
        ) STRICT;

        CREATE TABLE executions (
            id INTEGER PRIMARY KEY,
            run TEXT NOT NULL REFERENCES runs (run),
            position INTEGER NOT NULL,
            finished_ms INTEGER NOT NULL,
            finished_ns INTEGER NOT NULL,
            duration_ns INTEGER NOT NULL,
            early INTEGER NOT NULL,
            tool TEXT,
            arguments TEXT NOT NULL,
            action TEXT NOT NULL,
            observation TEXT NOT NULL,
            is_error INTEGER NOT NULL
        ) STRICT;

        CREATE INDEX executions_by_run ON executions (run);

        CREATE TABLE decisions (
            id INTEGER PRIMARY KEY,
            run TEXT NOT NULL REFERENCES runs (run),
            position INTEGER NOT NULL,
            decided_ms INTEGER NOT NULL,
            decided_ns INTEGER NOT NULL,
            depth INTEGER NOT NULL,
            acceptance REAL,
            survival REAL,
            threshold REAL,
            reason TEXT NOT NULL
        ) STRICT;

        CREATE INDEX decisions_by_run ON decisions (run);

        """
}
