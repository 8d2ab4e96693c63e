@testable import Ledger
import Planning
import TemporaryFolders
import Testing

struct RunPageTests {
    private let folder: TemporaryFolder
    private let store: LedgerStore

    init() throws {
        folder = try TemporaryFolder()
        store = try LedgerStore.forTesting(at: folder.file())
    }

    @Test(arguments: 1...8) func pagesShowEveryRunOnceTheNewestFirst(_ limit: Int) async throws {
        // Several of them began in the same millisecond.
        for number in 1...7 as ClosedRange<UInt64> {
            try await store.keep(ImaginaryRun(number, startedAt: 1_750_000_000_000 + Int64(number / 3)).events)
        }
        var seen: [RunID] = []
        var cursor: RunPage.Cursor?
        repeat {
            let page = try await store.runPage(after: cursor, limit: limit)
            #expect(page.count == 7)
            #expect(page.entries.count <= limit)
            seen += page.entries.map(\.record.run)
            cursor = try page.next.map { try #require(RunPage.Cursor($0.description)) }
        } while cursor != nil
        #expect(seen.count == 7)
        #expect(seen == Set(seen).sorted(by: >))
        #expect(seen == (try await store.runs(limit: 10)).map(\.run))
    }

    @Test func aFilterLetsThroughWhatItSays() async throws {
        var first = ImaginaryRun(1)
        first.finish()
        try await store.keep(first.events)
        try await store.keep(ImaginaryRun(2, agent: "math").events)
        func found(_ change: (inout RunFilter) -> Void) async throws -> [RunID] {
            var filter = RunFilter()
            change(&filter)
            return try await store.runPage(filter).entries.map(\.record.run)
        }
        #expect(try await found { $0.status = "finished" } == [first.id])
        #expect(try await found { $0.agent = "blocksworld" } == [first.id])
        #expect(try await found { $0.agent = "nobody" }.isEmpty)
        #expect(try await found { $0.strategy = "dsp" }.count == 2)
        #expect(
            try await found {
                $0.leastLambda = 0.7; $0.mostLambda = 0.7
            }.count == 2)
        #expect(try await found { $0.leastLambda = 0.71 }.isEmpty)
        #expect(try await found { $0.search = "on b" }.count == 2)
        #expect(try await found { $0.search = "on zebra" }.isEmpty)
        #expect(
            try await store.runFacets()
                == RunFacets(
                    statuses: ["finished", "running"], strategies: ["dsp"], agents: ["blocksworld", "math"]))
    }

    @Test(arguments: ["", ".", "1", "1.", "x.01JXWZ5M7X0000000000000000", "1.2", "1.01JXWZ5M7X0000000000000000.1"])
    func whatIsNoCursorIsNone(_ text: String) {
        #expect(RunPage.Cursor(text) == nil)
    }

    @Test func changesNameTheRunsThatHaveNews() async throws {
        let begin = try await store.changes(after: nil)
        #expect(begin == .init(last: 0, runs: []))
        try await store.keep(ImaginaryRun(1).events)
        let first = try await store.changes(after: begin.last)
        #expect(first == .init(last: 1, runs: [ImaginaryRun(1).id]))
        #expect(try await store.changes(after: first.last).runs.isEmpty)
        try await store.keep(ImaginaryRun(2).events)
        #expect(try await store.changes(after: first.last).runs == [ImaginaryRun(2).id])
        #expect(Set(try await store.changes(after: 0).runs).count == 2)
    }
}
