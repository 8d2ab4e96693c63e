import Foundation

extension KnowledgeKeeper {
    /// What one process brings to the store.
    struct Exchange: Sendable {
        let mine: Knowledge
        let base: Knowledge?
        let identity: String
        let now: Date

        /// What the store shall hold instead of `record`; nil leaves it as it is.
        func merged(into record: KnowledgeRecord?, under key: KnowledgeKey) -> KnowledgeRecord? {
            // A newer program knows more about its own format than this one.
            if let record, record.format > Knowledge.format { return nil }
            var merged = mine
            if let record, record.identity == identity, let stored = KnowledgeKeeper.knowledge(in: record) {
                let theirs = KnowledgeKeeper.faded(stored, record, at: now, as: identity)
                merged = mine.merged(with: theirs, base: base)
                if !merged.isSound { merged = theirs.labels > mine.labels ? theirs : mine }
            }
            return KnowledgeRecord(
                key: key, format: Knowledge.format, identity: identity,
                updatedAt: Int64(now.timeIntervalSince1970 * 1000), labels: merged.labels, digest: merged.digest,
                state: merged.state)
        }
    }
}
