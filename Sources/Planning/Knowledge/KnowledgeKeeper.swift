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
            base = Self.faded(knowledge, record, at: now(), as: identity)
            return base
        } catch {
            warn("what was learnt earlier (\(key)) cannot be fetched: \(error)")
            return nil
        }
    }

    /// Saves `knowledge`, together with whatever other processes saved meanwhile. The run goes on
    /// with its own; the next save adds what it has learnt since this one.
    public func save(_ knowledge: Knowledge) async {
        guard knowledge.isSound else {
            return warn("what was learnt (\(key)) makes no sense and is not saved")
        }
        let exchange = Exchange(mine: knowledge, base: base, identity: identity, now: now())
        do {
            let key = key
            try await store.changeKnowledge(under: key) { exchange.merged(into: $0, under: key) }
            base = knowledge
        } catch {
            warn("what was learnt (\(key)) cannot be saved: \(error)")
        }
    }

    static func faded(_ knowledge: Knowledge, _ record: KnowledgeRecord, at now: Date, as identity: String) -> Knowledge
    {
        let age = now.timeIntervalSince1970 - Double(record.updatedAt) / 1000
        let part = KnowledgeDecay.part(age: age, changed: record.identity != identity)
        let faded = part < 1 ? knowledge.decayed(to: part) : knowledge
        return faded.isSound ? faded : knowledge
    }

    static func knowledge(in record: KnowledgeRecord) -> Knowledge? {
        guard record.format == Knowledge.format, let knowledge = try? Knowledge(state: record.state),
            knowledge.isSound
        else { return nil }
        return knowledge
    }

    private static func flaw(of record: KnowledgeRecord) -> String {
        if record.format > Knowledge.format { return "a newer version of outrider wrote it" }
        if record.format < Knowledge.format { return "an older version of outrider wrote it" }
        return "it is damaged, or comes from another program"
    }
}
