import Planning
import Synchronization

/// Knowledge that lasts as long as the command: runs that are not recorded learn from each other, and from no others.
final class PassingKnowledge: KnowledgeStore {
    private let records = Mutex<[KnowledgeKey: KnowledgeRecord]>([:])

    func knowledge(under key: KnowledgeKey) async throws -> KnowledgeRecord? {
        records.withLock { $0[key] }
    }

    func changeKnowledge(
        under key: KnowledgeKey, _ change: @Sendable @escaping (KnowledgeRecord?) -> KnowledgeRecord?
    ) async throws {
        records.withLock { records in
            if let changed = change(records[key]) { records[key] = changed }
        }
    }
}
