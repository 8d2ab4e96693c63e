import Planning
import TemporaryFolders
import Testing

@testable import Ledger

struct BatchRecordTests {
    private static let batch = ImaginaryRun(99).id

    private func run(_ number: UInt64, task: String) -> ImaginaryRun {
        ImaginaryRun(
            number, startedAt: 1_750_000_000_000 + Int64(number), batch: BatchPlace(name: Self.batch, task: task))
    }

    @Test func theRunsOfABatchAreFoundWithWhatTheyCameTo() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        try await store.begin(Self.batch, source: "/tasks.jsonl", tasks: 3, startedAt: 1)
        var done = run(1, task: "a")
        done.step()
        done.append(.finished(.init(status: .finished, answer: "")))
        var stopped = run(2, task: "b")
        stopped.append(
            .finished(
                .init(
                    status: .limit,
                    limit: LimitReached(kind: .cost, used: "$1.00", allowed: "$1.00", scope: .batch))))
        var killed = run(3, task: "c")
        killed.start(.verifier, at: 1, reserving: 700)
        try await store.keep(done.events + stopped.events + killed.events)
        let runs = try await store.runs(ofBatch: Self.batch)
        #expect(runs.map(\.name) == ["a", "b", "c"])
        #expect(runs.map(\.record.status) == [.finished, .limit, .running])
        #expect(runs.map(\.limit) == [nil, .batch, nil])
        #expect(runs[0].tokens == 1060)
        #expect(!runs[0].plan.isEmpty)
        // What the call of a killed run cost nobody knows; it counts with what was set aside.
        #expect(try await store.expense(ofBatch: Self.batch) == Expense(cost: Money(nanodollars: 810), tokens: 1060))
    }

    @Test func aTaskOfABatchHasOneRun() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        try await store.keep(run(1, task: "a").events)
        await #expect(throws: LedgerError.self) { try await store.keep(run(2, task: "a").events) }
    }

    @Test func aBatchBelongsToOneProcessAtATime() async throws {
        let folder = try TemporaryFolder()
        let dead = try LedgerStore.forTesting(at: folder.file(), alive: false)
        let living = try LedgerStore.forTesting(at: folder.file())
        try await dead.begin(Self.batch, source: "/tasks.jsonl", tasks: 3, startedAt: 1)
        #expect(try await living.takeOverBatch(of: "/other.jsonl", tasks: 3) == nil)
        #expect(try await living.takeOverBatch(of: "/tasks.jsonl", tasks: 4) == Self.batch)
        let error = await #expect(throws: LedgerError.self) {
            try await dead.takeOverBatch(of: "/tasks.jsonl", tasks: 4)
        }
        #expect(error?.code == .stillRunning)
    }
}
