extension LedgerSchema {
    /// What was learnt from runs serves every controller, so no controller is part of its name. Nothing that
    /// an earlier version knew is lost: none ever wrote a row.
    static let experience = """
        DROP TABLE knowledge;

        CREATE TABLE knowledge (
            agent TEXT NOT NULL,
            drafter TEXT NOT NULL,
            verifier TEXT NOT NULL,
            format INTEGER NOT NULL,
            updated_ms INTEGER NOT NULL,
            labels INTEGER NOT NULL,
            digest TEXT NOT NULL,
            state TEXT NOT NULL,
            PRIMARY KEY (agent, drafter, verifier)
        ) STRICT;
        """
}
