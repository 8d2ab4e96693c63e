@testable import Ledger
import Planning
import TemporaryFolders
import Testing

struct VerdictTests {
    private let folder: TemporaryFolder
    private let store: LedgerStore
    private let key = KnowledgeKey(agent: "blocksworld", drafter: "lab/small", verifier: "lab/large")

    init() throws {
        folder = try TemporaryFolder()
        store = try LedgerStore.forTesting(at: folder.file())
    }

    /// Records a run of some drafted and judged steps.
    private func keep(_ number: UInt64, agent: String = "blocksworld", steps: Int = 2) async throws -> ImaginaryRun {
        var run = ImaginaryRun(number, startedAt: 1_750_000_000_000 + Int64(number), agent: agent)
        for _ in 0..<steps { run.step() }
        run.finish()
        try await store.keep(run.events)
        return run
    }

    @Test func theNewestRunsOfACrewComeOldestFirst() async throws {
        var runs: [RunID] = []
        for number in 1...3 { runs.append(try await keep(UInt64(number)).id) }
        _ = try await keep(4, agent: "cook")
        let verdicts = try await store.verdicts(under: key, steps: 100)
        #expect(verdicts.compactMap(\.first?.run) == runs)
        for events in verdicts {
            if case .started = try #require(events.first).kind {} else { Issue.record("no run begins like this") }
            #expect(events.contains { if case .committed = $0.kind { true } else { false } })
            #expect(!events.contains { if case .callSettled = $0.kind { true } else { false } })
            #expect(events.map(\.sequence) == events.map(\.sequence).sorted())
        }
    }

    @Test func noMoreStepsAreReadThanWereAskedFor() async throws {
        var runs: [RunID] = []
        for number in 1...3 { runs.append(try await keep(UInt64(number)).id) }
        #expect(try await store.verdicts(under: key, steps: 5).compactMap(\.first?.run) == Array(runs.suffix(2)))
        #expect(try await store.verdicts(under: key, steps: 1).isEmpty)
    }

    @Test func anotherCrewsVerdictsAreNotItsOwn() async throws {
        _ = try await keep(1)
        var other = key
        other.drafter = "lab/tiny"
        #expect(try await store.verdicts(under: other, steps: 100).isEmpty)
    }
}
