import GRDB
public import Planning

extension LedgerStore: KnowledgeStore {
    /// - Throws: ``LedgerError``. A state that cannot be read is null.
    public func knowledge(under key: KnowledgeKey) async throws -> KnowledgeRecord? {
        try await read("fetching what was learnt") { try Self.knowledge(under: key, in: $0) }
    }

    /// - Throws: ``LedgerError``.
    public func changeKnowledge(
        under key: KnowledgeKey, _ change: @Sendable @escaping (KnowledgeRecord?) -> KnowledgeRecord?
    ) async throws {
        try await write("saving what was learnt") { db in
            guard let record = change(try Self.knowledge(under: key, in: db)) else { return }
            try Self.keep(record, in: db)
        }
    }

    /// Everything that was learnt, in order of the keys; of one agent where it is named.
    public func knowledge(of agent: String? = nil) async throws(LedgerError) -> [KnowledgeRecord] {
        try await read("fetching what was learnt") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM knowledge WHERE ? IS NULL OR agent = ?
                    ORDER BY agent, drafter, verifier
                    """,
                arguments: [agent, agent]
            ).map(KnowledgeRecord.init)
        }
    }

    /// Puts `records` in the place of what is known under their keys, all of them or none.
    public func replaceKnowledge(with records: [KnowledgeRecord]) async throws(LedgerError) {
        try await write("saving what was learnt") { db in
            for record in records { try Self.keep(record, in: db) }
        }
    }

    /// Forgets what was learnt; of one agent where it is named.
    /// - Returns: how many records are gone.
    public func forgetKnowledge(of agent: String? = nil) async throws(LedgerError) -> Int {
        try await write("forgetting what was learnt") { db in
            try db.execute(sql: "DELETE FROM knowledge WHERE ? IS NULL OR agent = ?", arguments: [agent, agent])
            return db.changesCount
        }
    }

    private static func knowledge(under key: KnowledgeKey, in db: Database) throws -> KnowledgeRecord? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM knowledge WHERE agent = ? AND drafter = ? AND verifier = ?",
            arguments: [key.agent, key.drafter, key.verifier]
        ).map(KnowledgeRecord.init)
    }

    private static func keep(_ record: KnowledgeRecord, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO knowledge (
                    agent, drafter, verifier, format, updated_ms, labels, digest, state
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                record.key.agent, record.key.drafter, record.key.verifier, record.format,
                record.updatedAt, record.labels, record.digest.json.canonical, record.state.canonical,
            ])
    }
}
