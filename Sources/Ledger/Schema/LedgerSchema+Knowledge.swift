extension LedgerSchema {
    /// A table for what controllers learn (replaced in the next version), and the tasks as texts that can be searched.
    ///
    /// The search keeps its own copy of a task and finds its run by name: row numbers of `runs` may
    /// change when a file is compacted.
    static let knowledge = """
        CREATE TABLE knowledge (
            agent TEXT NOT NULL,
            drafter TEXT NOT NULL,
            verifier TEXT NOT NULL,
            controller TEXT NOT NULL,
            format INTEGER NOT NULL,
            identity TEXT NOT NULL,
            updated_ms INTEGER NOT NULL,
            labels INTEGER NOT NULL,
            digest TEXT NOT NULL,
            state TEXT NOT NULL,
            PRIMARY KEY (agent, drafter, verifier, controller)
        ) STRICT;

        CREATE INDEX runs_by_agent ON runs (agent, started_ms);

        CREATE VIRTUAL TABLE task_texts USING fts5 (run UNINDEXED, task, tokenize = 'unicode61');

        INSERT INTO task_texts (run, task) SELECT run, task FROM runs;

        CREATE TRIGGER task_text_of_run AFTER INSERT ON runs BEGIN
            INSERT INTO task_texts (run, task) VALUES (new.run, new.task);
        END;
        """
}
