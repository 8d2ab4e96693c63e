public import Foundation
public import Planning

/// Fetches what earlier runs have taught and saves what a run teaches, off the path of the run. It never
/// fails a run: what cannot be read is left aside, and what cannot be saved is lost, with a warning in
/// either case.
public struct ExperienceKeeper: Sendable {
    private let store: any KnowledgeStore
    private let key: KnowledgeKey
    private let identity: String
    private let now: @Sendable () -> Date
    private let warn: @Sendable (String) -> Void

    /// A keeper.
    /// - Parameters:
    ///   - identity: what the models are: see ``Episode/identity``.
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

    /// What was learnt before and still counts.
    public func load() async -> Experience {
        do {
            guard let record = try await store.knowledge(under: key) else { return Experience() }
            let age = now().timeIntervalSince1970 - Double(record.updatedAt) / 1000
            return try Experience(record).faded(age: age, identity: identity)
        } catch let error as UnreadableExperience {
            warn("what was learnt earlier (\(key)) is left aside: \(error)")
        } catch {
            warn("what was learnt earlier (\(key)) cannot be fetched: \(error)")
        }
        return Experience()
    }

    /// Adds what happened in runs, the oldest first, to what is stored by then, whoever stored it.
    /// - Parameter tools: the names of the tools that the runs may have called.
    public func keep(_ runs: [(run: String, outcomes: [DepthOutcome])], tools: [String]) async {
        let episodes = runs.map { Episode(name: $0.run, identity: identity, outcomes: $0.outcomes) }
            .filter(\.isInstructive)
        guard !episodes.isEmpty else { return }
        let (key, milliseconds) = (key, UTCInstant(now()).milliseconds)
        do {
            try await store.changeKnowledge(under: key) { record in
                // A newer program knows more about its own format than this one.
                if let record, record.format > Experience.format { return nil }
                let stored = record.flatMap { try? Experience($0) } ?? Experience()
                return KnowledgeRecord(stored.adding(episodes, tools: tools), under: key, savedAt: milliseconds)
            }
        } catch {
            warn("what was learnt (\(key)) cannot be saved: \(error)")
        }
    }
}

extension Experience {
    /// What a record holds.
    /// - Throws: ``UnreadableExperience``.
    public init(_ record: KnowledgeRecord) throws {
        guard record.format == Self.format else {
            let writer = record.format > Self.format ? "a newer" : "an older"
            throw UnreadableExperience("\(writer) version of outrider wrote it")
        }
        try self.init(state: record.state)
    }
}

extension KnowledgeRecord {
    /// The record of an experience.
    /// - Parameter savedAt: in milliseconds since 1970.
    public init(_ experience: Experience, under key: KnowledgeKey, savedAt: Int64) {
        self.init(
            key: key, format: Experience.format, updatedAt: savedAt, labels: experience.labels,
            digest: experience.digest, state: experience.state)
    }
}
