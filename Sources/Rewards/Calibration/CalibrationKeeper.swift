public import Foundation
public import Planning

/// Fetches the audits of earlier runs and saves those of a run. It never fails a run: what cannot be read is left
/// aside, and what cannot be saved is lost, with a warning in either case.
public struct CalibrationKeeper: Sendable {
    private let store: any KnowledgeStore
    private let key: KnowledgeKey
    private let now: @Sendable () -> Date
    private let warn: @Sendable (String) -> Void

    /// A keeper.
    /// - Parameters:
    ///   - key: the agent, the reward model in the drafter's place, and the verifier.
    ///   - now: the time on the wall.
    ///   - warn: gets a sentence for people when something was left aside.
    public init(
        _ store: any KnowledgeStore, key: KnowledgeKey, now: @escaping @Sendable () -> Date,
        warn: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.key = key
        self.now = now
        self.warn = warn
    }

    /// The audits of earlier runs, the oldest first.
    public func load() async -> [ScoreAudit] {
        do {
            guard let record = try await store.knowledge(under: key) else { return [] }
            if let audits = ScoreCalibration.audits(in: record) { return audits }
            warn("what audits of \(key.drafter) said earlier is left aside: it cannot be read")
        } catch {
            warn("what audits of \(key.drafter) said earlier cannot be fetched: \(error)")
        }
        return []
    }

    /// Adds the audits of a run to what is stored by then, whoever stored it.
    public func keep(_ audits: [ScoreAudit]) async {
        guard !audits.isEmpty else { return }
        let (key, milliseconds) = (key, UTCInstant(now()).milliseconds)
        do {
            try await store.changeKnowledge(under: key) { record in
                // A newer program knows more about its own format than this one.
                if let record, record.format > ScoreCalibration.format { return nil }
                let all = (record.flatMap(ScoreCalibration.audits) ?? []) + audits
                return KnowledgeRecord(
                    audits: all.suffix(ScoreCalibration.capacity), under: key, savedAt: milliseconds)
            }
        } catch {
            warn("what audits of \(key.drafter) said cannot be saved: \(error)")
        }
    }
}

extension KnowledgeRecord {
    /// The record of audits.
    /// - Parameter savedAt: in milliseconds since 1970.
    public init(audits: [ScoreAudit], under key: KnowledgeKey, savedAt: Int64) {
        let right = audits.count { $0.isRight }
        self.init(
            key: key, format: ScoreCalibration.format, updatedAt: savedAt, labels: audits.count,
            digest: KnowledgeDigest(acceptance: audits.isEmpty ? nil : Double(right) / Double(audits.count)),
            state: ScoreCalibration.state(audits))
    }
}
