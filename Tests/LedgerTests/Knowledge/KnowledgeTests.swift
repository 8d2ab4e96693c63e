import Foundation
import GRDB
@testable import Ledger
import Planning
import Processes
import TemporaryFolders
import Testing

struct KnowledgeTests {
    private let folder: TemporaryFolder
    private let store: LedgerStore
    private let key = KnowledgeKey(agent: "cook", drafter: "a/small", verifier: "a/large")

    init() throws {
        folder = try TemporaryFolder()
        store = try LedgerStore.forTesting(at: folder.file())
    }

    private func record(_ agent: String = "cook", labels: Int = 7) -> KnowledgeRecord {
        var key = key
        key.agent = agent
        return KnowledgeRecord(
            key: key, format: 3, updatedAt: 5, labels: labels,
            digest: KnowledgeDigest(acceptance: 0.5, tools: [.init(tool: "cut", right: 2.5, wrong: 1)], runs: 3),
            state: ["weights": [0.25, -1], "name": "é"])
    }

    @Test func whatWasLearntIsFoundByTheNextProcess() async throws {
        #expect(try await store.knowledge(under: key) == nil)
        try await store.replaceKnowledge(with: [record(), record("baker")])
        let again = try LedgerStore.forTesting(at: folder.file())
        #expect(try await again.knowledge(under: key) == record())
        #expect(try await again.knowledge().map(\.key.agent) == ["baker", "cook"])
        #expect(try await again.knowledge(of: "cook") == [record()])
        #expect(try await again.forgetKnowledge(of: "cook") == 1)
        #expect(try await again.forgetKnowledge() == 1)
        #expect(try await store.knowledge().isEmpty)
    }

    @Test func aChangeSeesWhatOthersSavedAndMayLeaveItAlone() async throws {
        try await store.replaceKnowledge(with: [record(labels: 1)])
        let others = try LedgerStore.forTesting(at: folder.file(), patience: .seconds(600))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                let store = number.isMultiple(of: 2) ? store : others
                group.addTask { [key] in
                    while true {
                        do {
                            try await store.changeKnowledge(under: key) { record in
                                var record = record
                                record?.labels += 1
                                return record
                            }
                            return
                        } catch let error as LedgerError where error.code == .locked {
                            continue
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.knowledge(under: key)?.labels == 41)
        try await store.changeKnowledge(under: key) { _ in nil }
        #expect(try await store.knowledge(under: key)?.labels == 41)
    }

    @Test(arguments: ["", "{", "NaN", "[1,", "\u{0}", "null null"])
    func aStateThatIsNoJSONIsNull(_ text: String) async throws {
        try await store.replaceKnowledge(with: [record()])
        try await store.pool.write { try $0.execute(sql: "UPDATE knowledge SET state = ?", arguments: [text]) }
        #expect(try await store.knowledge(under: key)?.state == .null)
        #expect(try await store.knowledge().count == 1)
        try await store.changeKnowledge(under: key) { [fresh = record()] in $0?.state == .null ? fresh : nil }
        #expect(try await store.knowledge(under: key) == record())
    }

    @Test func aDigestThatCannotBeReadIsEmptyAndTheRestStands() async throws {
        try await store.replaceKnowledge(with: [record()])
        try await store.pool.write { try $0.execute(sql: "UPDATE knowledge SET digest = '[]'") }
        #expect(try await store.knowledge(under: key)?.digest == KnowledgeDigest())
        #expect(try await store.knowledge(under: key)?.state == record().state)
    }

    @Test func figuresThatAreNoNumbersAreSavedAsAnEmptyDigest() async throws {
        var record = record()
        record.digest.acceptance = .nan
        try await store.replaceKnowledge(with: [record])
        #expect(try await store.knowledge(under: key)?.digest == KnowledgeDigest())
    }

    /// Every version that a release has written.
    @Test(arguments: 1..<LedgerSchema.version) func anOlderFileIsUpgradedInPlaceWithoutLoss(
        version: Int
    ) async throws {
        let path = folder.file("old.db")
        var run = ImaginaryRun()
        run.step()
        run.step(agreeing: false)
        run.finish()
        do {
            var configuration = Configuration()
            configuration.foreignKeysEnabled = false
            let old = try DatabaseQueue(path: path, configuration: configuration)
            try await old.write { [run] db in
                for migration in LedgerSchema.migrations.prefix(version) { try db.execute(sql: migration) }
                try db.execute(
                    sql: "PRAGMA application_id = \(LedgerSchema.applicationID); PRAGMA user_version = \(version)")
                // Today's program writes columns that a file of then has not.
                let later = LedgerSchema.migrations.dropFirst(version).joined(separator: "\n")
                let columns = later.matches(of: /ALTER TABLE (\w+) ADD COLUMN (\w+) \w+;/).map(\.output)
                for (addition, _, _) in columns { try db.execute(sql: String(addition)) }
                var writing = EventWriting(db, process: .current, projections: [:], followsTime: false)
                for event in run.events { try writing.write(event) }
                for (_, table, column) in columns { try db.execute(sql: "ALTER TABLE \(table) DROP COLUMN \(column)") }
            }
            try old.close()
        }
        let store = try LedgerStore.forTesting(at: path, creating: false)
        #expect(try store.rows("PRAGMA user_version") == [["\(LedgerSchema.version)"]])
        #expect(try await store.events(of: run.id) == run.events)
        #expect(try await store.summary(of: run.id) == run.summary)
        #expect(try await store.runs().map(\.run) == [run.id])
        #expect(try store.rows("SELECT run FROM task_texts WHERE task_texts MATCH 'c'") == [["\(run.id)"]])
        #expect(try await store.runs(of: "blocksworld", similarTo: "c on b", limit: 5).map(\.run) == [run.id])
        var second = ImaginaryRun(2)
        second.append(
            .scored(.init(position: 1, prefix: "0", action: Action(tool: "wait"), score: 1, isKept: true, reason: "")))
        try await store.keep(second.events)
        #expect(try store.rows("SELECT count(*) FROM scores") == [["1"]])
        #expect(try store.rows("SELECT count(*) FROM task_texts") == [["2"]])
    }
}
