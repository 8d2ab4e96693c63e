import Control
import Foundation
import Planning
import Synchronization
import Testing

struct ExperienceKeeperTests {
    private let store = PretendedStore()
    private let warnings = Warnings()
    private let key = KnowledgeKey(agent: "cook", drafter: "a/small", verifier: "a/large")

    private func keeper(identity: String = "v1", day: Double = 0) -> ExperienceKeeper {
        ExperienceKeeper(
            store, key: key, identity: identity, now: { Date(timeIntervalSince1970: day * 86_400) },
            warn: { [warnings] in warnings.add($0) })
    }

    private func keep(_ runs: String..., identity: String = "v1", day: Double = 0) async {
        for run in runs {
            await keeper(identity: identity, day: day).keep(
                [(run: run, outcomes: [.verified(position: 1, CallFigures(seconds: 1))])], tools: ["cut"])
        }
    }

    private func known(to identity: String = "v1", day: Double = 0) async -> [String] {
        await keeper(identity: identity, day: day).load().episodes.map(\.name)
    }

    @Test func whatWasKeptIsFoundAgain() async {
        #expect(await known() == [])
        await keep("one", "two")
        #expect(await known() == ["one", "two"])
        #expect(store.record?.digest.runs == 2)
        #expect(store.record?.digest.verifierTime == 1)
        #expect(warnings.all.isEmpty)
    }

    @Test func aRunThatTaughtNothingLeavesNothing() async {
        await keeper().keep([(run: "one", outcomes: [.rode(depth: 1)])], tools: [])
        #expect(store.record == nil)
    }

    @Test func whatOthersDidMeanwhileStands() async {
        await keep("one")
        let mine = keeper()
        _ = await mine.load()
        await keep("two")
        await mine.keep([(run: "three", outcomes: [.verified(position: 1, CallFigures(seconds: 1))])], tools: [])
        #expect(await known() == ["one", "two", "three"])
        // Somebody forgot everything while a run went on: it brings itself, and nothing comes back.
        let late = keeper()
        _ = await late.load()
        store.put(nil)
        await late.keep([(run: "four", outcomes: [.verified(position: 1, CallFigures(seconds: 1))])], tools: [])
        #expect(await known() == ["four"])
    }

    @Test func oldKnowledgeFadesAndAClockThatJumpsDoesNotHoldItUp() async {
        await keep("1", "2", "3", "4", day: 100)
        #expect(await known(day: 130) == ["3", "4"])
        #expect(await known(day: 160) == ["4"])
        #expect(await known(day: 50) == ["1", "2", "3", "4"])
        // What is learnt after the clock was set back is the newest all the same.
        await keep("5", day: 1)
        #expect(await known(day: 1) == ["1", "2", "3", "4", "5"])
    }

    @Test func ofOtherModelsAQuarterCountsAndNothingIsThrownAway() async {
        await keep("1", "2", "3", "4", "5", "6", "7", "8")
        #expect(await known(to: "v2") == ["7", "8"])
        await keep("9", identity: "v2")
        #expect(await known(to: "v2") == ["7", "8", "9"])
        // Whoever goes back to the old ones finds what they taught.
        #expect(await known(to: "v1").count == 9)
    }

    static let damaged: [JSONValue] = [nil, 5, "text", [], [:], ["tools": [], "episodes": [5]], ["weights": [1, 2]]]

    @Test(arguments: damaged) func damagedKnowledgeIsLeftAsideWithAWarning(_ state: JSONValue) async {
        store.put(record(state))
        #expect(await known() == [])
        #expect(warnings.all.count == 1)
        #expect(warnings.all.first?.contains("left aside") == true)
        // It does not stand in the way of what is learnt from now on.
        await keep("one")
        #expect(await known() == ["one"])
    }

    @Test func whatANewerProgramWroteIsLeftAloneAndKept() async {
        store.put(record(Experience().state, format: Experience.format + 1))
        #expect(await known() == [])
        await keep("one")
        #expect(store.record?.format == Experience.format + 1)
        #expect(warnings.all.first?.contains("newer version") == true)
    }

    @Test func aStoreThatFailsCostsTheKnowledgeAndNothingElse() async {
        store.fail()
        #expect(await known() == [])
        await keep("one")
        #expect(warnings.all.count == 2)
        #expect(warnings.all.allSatisfy { $0.contains("no room") })
    }

    private func record(_ state: JSONValue, format: Int = Experience.format) -> KnowledgeRecord {
        KnowledgeRecord(key: key, format: format, updatedAt: 0, labels: 3, state: state)
    }
}

private final class PretendedStore: KnowledgeStore {
    struct Failure: Error, CustomStringConvertible {
        var description: String { "no room" }
    }

    private let state = Mutex<(record: KnowledgeRecord?, isBroken: Bool)>((nil, false))

    var record: KnowledgeRecord? { state.withLock { $0.record } }

    func put(_ record: KnowledgeRecord?) { state.withLock { $0.record = record } }
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
