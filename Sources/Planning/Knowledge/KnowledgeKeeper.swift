public import Foundation

/// Fetches what a controller learnt in earlier runs and saves what it learns in this one, off the
/// path of the run. It never fails a run: what cannot be read is left aside, and what cannot be
/// saved is lost, with a warning in either case.
public actor KnowledgeKeeper<Knowledge: MergeableKnowledge> {
    private let store: any KnowledgeStore
    private let key: KnowledgeKey
    private let identity: String
    private let now: @Sendable () -> Date
    private let warn: @Sendable (String) -> Void
    /// What the state in the store and that of the run last had in common.
    private var base: Knowledge?

    /// A keeper.
    /// - Parameters:
    ///   - identity: what the models are: see ``KnowledgeRecord/identity``.
    ///   - now: the time on the wall.
    ///   - warn: gets a sentence for people when something was left aside.
    public init(
        _ store: any KnowledgeStore, key: KnowledgeKey, identity: String, now: @escaping @Sendable () -> Date,
        warn: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.key = key
        self.identity = identity
        self.now = now
        self.warn = warn
    }

    /// What was learnt before, faded with its age; nil when nothing was, or nothing that can be used.
    public func load() async -> Knowledge? {
        do {
            guard let record = try await store.knowledge(under: key) else { return nil }
            guard let knowledge = Self.knowledge(in: record) else {
                warn("what was learnt earlier (\(key)) cannot be read and is left aside: \(Self.flaw(of: record))")
                return nil
            }
            base = faded(knowledge, record)
            return base
        } catch {
            warn("what was learnt earlier (\(key)) cannot be fetched: \(error)")
            return nil
        }
    }

    /// Saves `knowledge`, together with whatever other processes saved since this one looked.
    /// - Returns: what is now stored, for whoever wants to go on from it; the argument itself where
    ///   it could not be saved.
    @discardableResult
    public func save(_ knowledge: Knowledge) async -> Knowledge {
        guard knowledge.isSound else {
            warn("what was learnt (\(key)) makes no sense and is not saved")
            return knowledge
        }
        let exchange = Exchange(mine: knowledge, base: base, identity: identity, now: now())
        do {
            let key = key
            let saved = SavedKnowledge<Knowledge>()
            try await store.changeKnowledge(under: key) { record in
                let (merged, changed) = exchange.merged(into: record, under: key)
                saved.set(merged)
                return changed
            }
            base = saved.value ?? knowledge
            return base ?? knowledge
        } catch {
            warn("what was learnt (\(key)) cannot be saved: \(error)")
            return knowledge
        }
    }

    private func faded(_ knowledge: Knowledge, _ record: KnowledgeRecord) -> Knowledge {
        let age = Duration.milliseconds(Int64(now().timeIntervalSince1970 * 1000) &- record.updatedAt)
        let part = KnowledgeDecay.part(age: age, changed: record.identity != identity)
        let faded = part < 1 ? knowledge.decayed(to: part) : knowledge
        return faded.isSound ? faded : knowledge
    }

    static func knowledge(in record: KnowledgeRecord) -> Knowledge? {
        guard record.format == Knowledge.format,
            let data = try? JSONEncoder().encode(record.state),
            let knowledge = try? JSONDecoder().decode(Knowledge.self, from: data), knowledge.isSound
        else { return nil }
        return knowledge
    }

    private static func flaw(of record: KnowledgeRecord) -> String {
        if record.format > Knowledge.format { return "a newer version of outrider wrote it" }
        if record.format < Knowledge.format { return "an older version of outrider wrote it" }
        return "it is damaged, or comes from another program"
    }
}
