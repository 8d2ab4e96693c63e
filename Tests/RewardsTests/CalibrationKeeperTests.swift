import Foundation
import Planning
import Rewards
import Synchronization
import Testing

struct CalibrationKeeperTests {
    /// Knowledge in memory; can be made to fail.
    private final class Store: KnowledgeStore {
        struct Down: Error {}

        private let records = Mutex<[KnowledgeKey: KnowledgeRecord]>([:])
        let isDown: Bool

        init(isDown: Bool = false, _ record: KnowledgeRecord? = nil) {
            self.isDown = isDown
            records.withLock { records in
                if let record { records[record.key] = record }
            }
        }

        func knowledge(under key: KnowledgeKey) async throws -> KnowledgeRecord? {
            if isDown { throw Down() }
            return records.withLock { $0[key] }
        }

        func changeKnowledge(
            under key: KnowledgeKey, _ change: @Sendable @escaping (KnowledgeRecord?) -> KnowledgeRecord?
        ) async throws {
            if isDown { throw Down() }
            records.withLock { records in
                if let record = change(records[key]) { records[key] = record }
            }
        }
    }

    private final class Warnings: Sendable {
        let texts = Mutex<[String]>([])
    }

    private let key = KnowledgeKey(agent: "a", drafter: "judge:test/judge", verifier: "test/verifier")
    private let warnings = Warnings()

    private func keeper(_ store: Store) -> CalibrationKeeper {
        CalibrationKeeper(
            store, key: key, now: { Date(timeIntervalSince1970: 1000) },
            warn: { [warnings] text in warnings.texts.withLock { $0.append(text) } })
    }

    @Test func whatOneRunKeepsTheNextOneFinds() async throws {
        let store = Store()
        let first = [ScoreAudit(score: 0.8, isRight: true), ScoreAudit(score: 0.25, isRight: false)]
        await keeper(store).keep(first)
        await keeper(store).keep([ScoreAudit(score: 1, isRight: true)])
        #expect(await keeper(store).load() == first + [ScoreAudit(score: 1, isRight: true)])
        let record = try #require(try await store.knowledge(under: key))
        #expect(record.labels == 3)
        #expect(record.updatedAt == 1_000_000)
        #expect(warnings.texts.withLock { $0.isEmpty })
    }

    @Test func aRunWithoutAuditsKeepsNothing() async throws {
        let store = Store()
        await keeper(store).keep([])
        #expect(try await store.knowledge(under: key) == nil)
    }

    @Test(
        arguments: [
            .null, ["audits": [[2, 1]]], ["audits": [[0.5, 3]]], ["audits": [[0.5]]], ["audits": "none"], [:],
        ] as [JSONValue])
    func whatCannotBeReadIsLeftAside(state: JSONValue) async {
        let damaged = KnowledgeRecord(
            key: key, format: ScoreCalibration.format, updatedAt: 0, labels: 1, state: state)
        #expect(await keeper(Store(damaged)).load() == [])
        #expect(warnings.texts.withLock { $0.count } == 1)
    }

    @Test func aNewerProgramsAuditsAreNotOverwritten() async throws {
        let newer = KnowledgeRecord(
            key: key, format: ScoreCalibration.format + 1, updatedAt: 0, labels: 1, state: ["x": 1])
        let store = Store(newer)
        await keeper(store).keep([ScoreAudit(score: 0.5, isRight: true)])
        #expect(try await store.knowledge(under: key) == newer)
    }

    @Test func aStoreThatIsDownCostsAWarningAndNoRun() async {
        let keeper = keeper(Store(isDown: true))
        #expect(await keeper.load() == [])
        await keeper.keep([ScoreAudit(score: 0.5, isRight: true)])
        #expect(warnings.texts.withLock { $0.count } == 2)
    }
}
