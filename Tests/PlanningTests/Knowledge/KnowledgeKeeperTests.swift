import Foundation
import Planning
import Synchronization
import Testing

struct KnowledgeKeeperTests {
    private let store = PretendedStore()
    private let warnings = Warnings()
    private let key = KnowledgeKey(agent: "cook", drafter: "a/small", verifier: "a/large")

    private func keeper(identity: String = "v1", day: Double = 0) -> KnowledgeKeeper<Tally> {
        KnowledgeKeeper(
            store, key: key, identity: identity, now: { Date(timeIntervalSince1970: day * 86_400) },
            warn: { [warnings] in warnings.add($0) })
    }

    @Test func whatWasSavedIsFoundAgain() async {
        #expect(await keeper().load() == nil)
        await keeper().save(Tally(right: 7, wrong: 3))
        #expect(await keeper().load() == Tally(right: 7, wrong: 3))
        #expect(store.record?.labels == 10)
        #expect(store.record?.digest.acceptance == 0.7)
        #expect(warnings.all.isEmpty)
    }

    @Test func twoProcessesThatLearnAtOnceLoseNothing() async throws {
        await keeper().save(Tally(right: 10, wrong: 10))
        let (one, two) = (keeper(), keeper())
        var mine = try #require(await one.load())
        var theirs = try #require(await two.load())
        mine.right += 5
        theirs.wrong += 3
        await one.save(mine)
        await two.save(theirs)
        #expect(await keeper().load() == Tally(right: 15, wrong: 13))
        // Each goes on with its own, and saving again adds only what is new since.
        theirs.right += 1
        await two.save(theirs)
        mine.right += 1
        await one.save(mine)
        await one.save(mine)
        #expect(await keeper().load() == Tally(right: 17, wrong: 13))
    }

    @Test func whatFadedDoesNotComeBackWhenItIsSaved() async throws {
        await keeper().save(Tally(right: 80, wrong: 40))
        let later = keeper(day: 30)
        var tally = try #require(await later.load())
        tally.right += 2
        await later.save(tally)
        #expect(await keeper(day: 30).load() == Tally(right: 42, wrong: 20))
    }

    @Test func knowledgeFadesWithTimeAndWithOtherModels() async throws {
        await keeper().save(Tally(right: 80, wrong: 40))
        #expect(await keeper(day: 30).load() == Tally(right: 40, wrong: 20))
        #expect(await keeper(identity: "v2").load() == Tally(right: 20, wrong: 10))
        #expect(await keeper(day: -9).load() == Tally(right: 80, wrong: 40))
    }

    @Test func knowledgeOfOtherModelsIsReplacedAndNotAddedTo() async throws {
        await keeper().save(Tally(right: 80, wrong: 40))
        let new = keeper(identity: "v2")
        var tally = try #require(await new.load())
        tally.right += 1
        await new.save(tally)
        #expect(store.record?.identity == "v2")
        #expect(await keeper(identity: "v2").load() == Tally(right: 21, wrong: 10))
    }

    static let damaged: [JSONValue] = [
        nil, 5, "text", [], [:], ["right": "seven", "wrong": 1], ["right": -4, "wrong": 1],
        ["right": 1e300, "wrong": 1e300], ["right": nil, "wrong": nil], ["weights": [1, 2, 3]],
    ]

    @Test(arguments: damaged) func damagedKnowledgeIsLeftAsideWithAWarning(_ state: JSONValue) async {
        store.put(record(state))
        #expect(await keeper().load() == nil)
        #expect(warnings.all.count == 1)
        #expect(warnings.all.first?.contains("left aside") == true)
        // It does not stand in the way of what is learnt from now on.
        await keeper().save(Tally(right: 1, wrong: 0))
        #expect(await keeper().load() == Tally(right: 1, wrong: 0))
    }

    @Test func whatANewerProgramWroteIsLeftAloneAndKept() async {
        store.put(record(["right": 1, "wrong": 2], format: 2))
        #expect(await keeper().load() == nil)
        await keeper().save(Tally(right: 5, wrong: 5))
        #expect(store.record?.format == 2)
        #expect(warnings.all.first?.contains("newer version") == true)
    }

    @Test func nonsenseIsNeverSaved() async {
        await keeper().save(Tally(right: 1, wrong: 1))
        await keeper().save(Tally(right: .nan, wrong: 1))
        await keeper().save(Tally(right: .infinity, wrong: 1))
        #expect(store.record?.labels == 2)
        #expect(warnings.all.count == 2)
    }

    @Test func aStoreThatFailsCostsTheKnowledgeAndNothingElse() async {
        store.fail()
        #expect(await keeper().load() == nil)
        await keeper().save(Tally(right: 1, wrong: 1))
        #expect(warnings.all.count == 2)
        #expect(warnings.all.allSatisfy { $0.contains("no room") })
    }

    private func record(_ state: JSONValue, format: Int = 1) -> KnowledgeRecord {
        KnowledgeRecord(key: key, format: format, identity: "v1", updatedAt: 0, labels: 3, state: state)
    }
}

/// Counts of verdicts: knowledge that can be added up.
private struct Tally: MergeableKnowledge, Equatable {
    static let format = 1
    var right: Double
    var wrong: Double

    init(right: Double, wrong: Double) {
        self.right = right
        self.wrong = wrong
    }

    init(state: JSONValue) throws {
        guard let right = state["right"]?.double, let wrong = state["wrong"]?.double else {
            throw UnreadableKnowledge("this is no tally")
        }
        self.init(right: right, wrong: wrong)
    }

    var state: JSONValue { ["right": JSONValue(right), "wrong": JSONValue(wrong)] }

    var labels: Int { Int(right + wrong) }
    var isSound: Bool { (0...1e12).contains(right) && (0...1e12).contains(wrong) }
    var digest: KnowledgeDigest { KnowledgeDigest(acceptance: right / (right + wrong)) }

    func merged(with other: Tally, base: Tally?) -> Tally {
        Tally(right: other.right + right - (base?.right ?? 0), wrong: other.wrong + wrong - (base?.wrong ?? 0))
    }

    func decayed(to part: Double) -> Tally { Tally(right: right * part, wrong: wrong * part) }
}

private final class PretendedStore: KnowledgeStore {
    struct Failure: Error, CustomStringConvertible {
        var description: String { "no room" }
    }

    private let state = Mutex<(record: KnowledgeRecord?, isBroken: Bool)>((nil, false))

    var record: KnowledgeRecord? { state.withLock { $0.record } }

    func put(_ record: KnowledgeRecord) { state.withLock { $0.record = record } }
    func fail() { state.withLock { $0.isBroken = true } }

    func knowledge(under key: KnowledgeKey) async throws -> KnowledgeRecord? {
        if state.withLock({ $0.isBroken }) { throw Failure() }
        return record
    }

    func changeKnowledge(
        under key: KnowledgeKey, _ change: @Sendable @escaping (KnowledgeRecord?) -> KnowledgeRecord?
    ) async throws {
        if state.withLock({ $0.isBroken }) { throw Failure() }
        state.withLock { state in
            if let changed = change(state.record) { state.record = changed }
        }
    }
}

private final class Warnings: Sendable {
    private let state = Mutex<[String]>([])

    var all: [String] { state.withLock { $0 } }

    func add(_ warning: String) { state.withLock { $0.append(warning) } }
}
