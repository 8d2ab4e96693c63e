import Planning
import TemporaryFolders
import Testing

@testable import Ledger

struct EarlyCallTests {
    @Test func refusalsAndEarlyResultsHaveRowsOfTheirOwn() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file("early.db"))
        let action = Action(tool: "shell", arguments: ["command": "ls"])
        var run = ImaginaryRun()
        run.append(.refused(.init(position: 1, action: action, reason: "it is destructive")))
        run.append(.earlyResult(.init(position: 1, action: action, outcome: .reused)))
        run.append(.earlyResult(.init(position: 2, action: action, outcome: .stale, reason: "“a” changed")))
        try await store.keep(run.events)
        #expect(
            try store.rows("SELECT position, tool, action, reason FROM refusals")
                == [["1", "shell", action.canonical, "it is destructive"]])
        #expect(
            try store.rows("SELECT position, outcome, ifnull(reason, '–') FROM early_results ORDER BY id")
                == [["1", "reused", "–"], ["2", "stale", "“a” changed"]])
        #expect(try await store.summary(of: run.id).early.stale == 1)
    }
}
