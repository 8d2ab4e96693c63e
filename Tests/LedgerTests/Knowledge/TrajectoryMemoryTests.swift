import Foundation
import GRDB
@testable import Ledger
import Planning
import TemporaryFolders
import Testing

struct TrajectoryMemoryTests {
    private let folder: TemporaryFolder
    private let store: LedgerStore

    init() throws {
        folder = try TemporaryFolder()
        store = try LedgerStore.forTesting(at: folder.file())
    }

    /// Records a run of two steps; the number makes its name and its start.
    @discardableResult
    private func keep(
        _ number: UInt64, task: String = "c on a", guarantee: Guarantee = .lossless, verifier: String? = "lab/large",
        finished: Bool = true
    ) async throws -> ImaginaryRun {
        var run = ImaginaryRun(number, startedAt: 1_750_000_000_000 + Int64(number))
        run.step()
        run.commit(Action(text: "think", answer: "42"))
        if finished { run.finish() }
        let events = run.events.map { event -> RunEvent in
            guard case .started(var header) = event.kind else { return event }
            header.task = task
            header.guarantee = guarantee
            header.verifier = verifier
            return RunEvent(run: event.run, sequence: event.sequence, time: event.time, kind: .started(header))
        }
        try await store.keep(events)
        return run
    }

    @Test func verifiedRunsComeNewestFirstWithTheirSteps() async throws {
        try await keep(1)
        let last = try await keep(2, finished: false)
        let runs = try await store.verifiedRuns(of: "blocksworld", steps: 100)
        #expect(runs.map(\.isFinished) == [false, true])
        #expect(runs.first?.run == last.id)
        #expect(runs.first?.steps == last.summary.trajectory.steps)
        #expect(runs.first?.steps.last?.action.answer == "42")
        #expect(try await store.verifiedRuns(of: "cook", steps: 100).isEmpty)
    }

    @Test func noMoreStepsAreReadThanWereAskedFor() async throws {
        for number in 1...5 { try await keep(UInt64(number)) }
        let runs = try await store.verifiedRuns(of: "blocksworld", steps: 5)
        #expect(runs.map(\.steps.count) == [2, 2, 1])
    }

    @Test func whatNoVerifierDecidedIsNotRemembered() async throws {
        try await keep(1, guarantee: .lossy)
        try await keep(2, verifier: nil)
        #expect(try await store.verifiedRuns(of: "blocksworld", steps: 100).isEmpty)
        #expect(try await store.runs(of: "blocksworld", similarTo: "c on a", limit: 9).isEmpty)
    }

    @Test func theMostSimilarTaskComesFirst() async throws {
        try await keep(1, task: "peel the potatoes for the soup")
        try await keep(2, task: "paint the fence green")
        try await keep(3, task: "boil potatoes in a soup with potatoes")
        let runs = try await store.runs(of: "blocksworld", similarTo: "Soup of Potatoes!", limit: 9)
        #expect(Set(runs.map(\.task)).count == 2)
        #expect(!runs.map(\.task).contains("paint the fence green"))
        #expect(try await store.runs(of: "blocksworld", similarTo: "potatoes", limit: 1).count == 1)
    }

    @Test(arguments: [
        "", "  ", "!?*", "\" OR 1 --", "NEAR(a b)", "task : x AND NOT y", "a*", "'; DROP TABLE runs;", "\u{0}", "→ 🧱",
        String(repeating: "word ", count: 5000),
    ])
    func noTaskIsAQuery(_ task: String) async throws {
        try await keep(1)
        _ = try await store.runs(of: "blocksworld", similarTo: task, limit: 3)
        #expect(try await store.runs().count == 1)
    }

    @Test func aRunWithAStepThatCannotBeReadIsLeftOut() async throws {
        let run = try await keep(1)
        try await keep(2)
        try await store.pool.write {
            try $0.execute(sql: "UPDATE steps SET arguments = '[' WHERE run = ?", arguments: [run.id.description])
        }
        #expect(try await store.verifiedRuns(of: "blocksworld", steps: 100).count == 1)
    }
}
