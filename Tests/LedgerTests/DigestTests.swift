@testable import Ledger
import Planning
import TemporaryFolders
import Testing

struct DigestTests {
    private let folder: TemporaryFolder
    private let store: LedgerStore

    private static let digests = "SELECT * FROM run_digests ORDER BY run"
    private static let verdicts = """
        SELECT kind, day, agent, value, verdicts, agreed, round(predicted, 9) FROM verdict_totals
        WHERE verdicts <> 0 ORDER BY 1, 2, 3, 4
        """

    init() throws {
        folder = try TemporaryFolder()
        store = try LedgerStore.forTesting(at: folder.file())
    }

    private func stopped(_ number: UInt64 = 1) -> ImaginaryRun {
        var run = ImaginaryRun(number)
        run.step()
        run.step(agreeing: false)
        run.finish(.interrupted, answer: nil)
        return run
    }

    @Test func aCountedRunHasTheFiguresOfItsSummary() async throws {
        let run = stopped()
        try await store.keep(run.events)
        #expect(try await store.uncountedRuns() == [run.id])
        #expect(try await store.runPage().entries.map(\.acceptance) == [nil])
        try await store.count(run.id)
        #expect(try await store.uncountedRuns().isEmpty)
        let entry = try #require(try await store.runPage().entries.first)
        #expect(entry.acceptance == run.summary.acceptance)
        #expect(entry.efficiency == run.summary.account?.efficiency)
        let digest = try #require(RunDigest(run.events))
        #expect(digest.sequentialLatency == run.summary.sequentialLatency)
        #expect(digest.verdicts[.init(kind: .tool, value: "pick-up")]?.count == 2)
        #expect(digest.verdicts[.init(kind: .position, value: "1")]?.agreed == 1)
        #expect(digest.verdicts[.init(kind: .chance, value: "9")]?.count == 2)
        #expect(digest.verdicts[.init(kind: .source, value: "model")]?.agreed == 1)
    }

    @Test func aRunIsCountedOnceHoweverOftenItIsAskedFor() async throws {
        let run = stopped()
        try await store.keep(run.events)
        try await store.count(run.id)
        let once = (try store.rows(Self.digests), try store.rows(Self.verdicts))
        try await store.count(run.id)
        #expect(try store.rows(Self.digests) == once.0)
        #expect(try store.rows(Self.verdicts) == once.1)
    }

    @Test func aRunThatGoesOnIsNotCounted() async throws {
        var run = ImaginaryRun()
        run.step()
        try await store.keep(run.events)
        try await store.count(run.id)
        #expect(try store.rows(Self.digests).isEmpty)
        #expect(try await store.uncountedRuns().isEmpty)
    }

    /// As if it had never been counted before.
    @Test func aRunThatWasResumedIsCountedAnew() async throws {
        var run = stopped()
        try await store.keep(run.events)
        try await store.count(run.id)
        let counted = run.events.count
        run.resume()
        run.step(agreeing: false)
        run.step()
        run.finish()
        try await store.keep(run.events[counted...])
        try await store.count(run.id)
        let fresh = try LedgerStore.forTesting(at: folder.file("fresh.db"))
        try await fresh.keep(run.events)
        try await fresh.count(run.id)
        #expect(try store.rows(Self.digests) == fresh.rows(Self.digests))
        #expect(try store.rows(Self.verdicts) == fresh.rows(Self.verdicts))
    }

    @Test func theFrontierIsTheMeanOfFinishedRuns() async throws {
        for number in 1...3 as ClosedRange<UInt64> {
            var run = ImaginaryRun(number)
            for _ in 0..<number { run.step() }
            run.finish()
            try await store.keep(run.events)
            try await store.count(run.id)
        }
        try await store.keep(stopped(4).events)
        try await store.count(stopped(4).id)
        let points = try await store.frontier()
        #expect(points.map(\.runs) == [3])
        #expect(points.map(\.lambda) == [0.7])
        #expect(points.first.map { abs($0.latency - 0.4) < 1e-9 } == true)
        #expect(try await store.frontier(agent: "nobody").isEmpty)
    }

    @Test func learningIsToldApartByTheTime() async throws {
        for (number, day) in [(1, 0), (2, 0), (3, 30)] as [(UInt64, Int64)] {
            var run = ImaginaryRun(number, startedAt: 1_750_000_000_000 + day * 86_400_000)
            run.step(agreeing: number != 3)
            run.finish()
            try await store.keep(run.events)
            try await store.count(run.id)
        }
        let learning = try await store.learning(periods: 2)
        #expect(learning.periods.map(\.runs) == [2, 1])
        #expect(learning.periods.map(\.day) == ["2025-06-15", "2025-07-01"])
        #expect(learning.periods.map(\.agreed) == [2, 0])
        #expect(learning.groups["position"]?.map(\.verdicts) == [2, 1])
        #expect(learning.tasks.map(\.runs) == [3])
        #expect(try await store.learning(agent: "nobody").periods.isEmpty)
    }
}
