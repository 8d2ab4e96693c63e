import Foundation
@testable import Ledger
import Planning
import TemporaryFolders
import Testing

struct QueryTests {
    private let folder: TemporaryFolder
    private let store: LedgerStore

    init() throws {
        folder = try TemporaryFolder()
        store = try LedgerStore.forTesting(at: folder.file())
    }

    private func failure<Value>(_ body: () async throws -> Value) async -> LedgerError.Code? {
        await #expect(throws: LedgerError.self) { _ = try await body() }?.code
    }

    @Test func runsAreListedTheNewestFirst() async throws {
        for number in 1...5 {
            var run = ImaginaryRun(UInt64(number), startedAt: 1_750_000_000_000 + Int64(number) * 1000)
            run.step()
            if number != 5 { run.finish() }
            try await store.keep(run.events)
        }
        let runs = try await store.runs(limit: 3)
        #expect(runs.map(\.started) == [5, 4, 3].map { "2025-06-15T15:06:4\($0).000Z" })
        #expect(runs.map(\.status) == [.running, .finished, .finished])
        #expect(runs.map(\.isLive) == [true, false, false])
        #expect(runs[0].spend == Spend(known: Money(nanodollars: 110)))
        #expect(runs[0].latency == .milliseconds(200))
    }

    @Test func aListedRunIsJSONWithTheKeysOfTheDocument() async throws {
        var run = ImaginaryRun()
        run.step(cost: nil)
        run.finish()
        try await store.keep(run.events)
        let listed = try #require(try await store.runs().first)
        let json = try JSONValue(parsing: String(decoding: JSONEncoder().encode(listed), as: UTF8.self))
        #expect(
            json == [
                "run": .string(run.id.description), "started": "2025-06-15T15:06:40.123Z", "status": "finished",
                "live": false, "task": "c on a → a on b", "agent": "blocksworld", "strategy": "dsp", "lambda": 0.7,
                "drafter": "lab/small", "verifier": "lab/large", "steps": 1, "latency_s": 0.2, "cost_usd": nil,
                "cost_estimated_usd": 0, "answer": "done",
            ])
    }

    @Test func aRunIsFoundByTheBeginningOfItsName() async throws {
        let (first, second) = (ImaginaryRun(1), ImaginaryRun(2))
        try await store.keep(first.events)
        try await store.keep(second.events)
        #expect(try await store.run(named: first.id.description) == first.id)
        #expect(try await store.run(named: String(second.id.description.prefix(20)).lowercased()) == second.id)
        #expect(await failure { try await store.run(named: String(first.id.description.prefix(10))) } == .ambiguousRun)
    }

    @Test(arguments: ["", "%", "_", "nonsense", "' OR 1=1 --", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01JZ*"])
    func aNameThatIsNoneFindsNothing(_ name: String) async throws {
        try await store.keep(ImaginaryRun(1, startedAt: 2_000_000_000_000).events)
        #expect(await failure { try await store.run(named: name) } == .unknownRun)
    }

    @Test func aRunThatIsNotThereHasNoSummary() async throws {
        #expect(await failure { try await store.summary(of: ImaginaryRun().id) } == .unknownRun)
        #expect(try await store.events(of: ImaginaryRun().id).isEmpty)
    }

    @Test func spendIsAddedUpByAnything() async throws {
        var first = ImaginaryRun(1)
        first.step(cost: 100)
        let cut = first.start(.verifier, at: 2)
        first.settle(cut, .cancelled, cost: 40, provenance: .estimated)
        first.resolve(cut, .wrongPrefix)
        first.start(.drafter, at: 2)
        var second = ImaginaryRun(2, startedAt: 1_750_086_400_000, agent: "math")
        second.step(cost: nil)
        try await store.keep(first.events)
        try await store.keep(second.events)

        let all = try await store.spend(by: [])
        #expect(all.map(\.calls) == [6])
        #expect(
            all.map(\.spend) == [
                Spend(known: Money(nanodollars: 150), estimated: Money(nanodollars: 40), unpriced: 2)
            ])
        #expect(all.map(\.wasted) == [Money(nanodollars: 40)])

        let days = try await store.spend(by: [.day])
        #expect(days.map(\.keys) == [["2025-06-15"], ["2025-06-16"]])
        #expect(days.map(\.spend.total) == [Money(nanodollars: 150), nil])
        #expect(try await store.spend(by: [.model]).map(\.keys) == [["lab/large"], ["lab/small"]])
        #expect(try await store.spend(by: [.agent]).map(\.calls) == [4, 2])
        #expect(
            try await store.spend(by: [.role, .outcome]).map(\.keys) == [
                ["drafter", "finished"], ["drafter", "open"], ["verifier", "cancelled"], ["verifier", "finished"],
            ])
        #expect(try await store.spend(by: [.outcome]).map(\.inputTokens) == [500, 2000, 0])
    }

    @Test func whatACallTakesWithoutHelpStandsBesideWhatItTook() async throws {
        var run = ImaginaryRun(1)
        run.settle(run.start(.verifier, at: 1))
        run.settle(
            run.start(.verifier, at: 2), unaided: .init(duration: .milliseconds(70), cost: Money(nanodollars: 140)))
        try await store.keep(run.events)
        #expect(
            try store.rows("SELECT unaided_ns, unaided_nanodollars FROM calls ORDER BY call")
                == [["NULL", "NULL"], ["70000000", "140"]])
    }

    @Test func nothingSpentIsNoLine() async throws {
        #expect(try await store.spend(by: []).isEmpty)
        #expect(try await store.spend(by: [.day]).isEmpty)
    }
}
