import Foundation
import LoopbackServer
import Planning
import Testing

/// Who agrees to what the tasks of a batch want to do.
struct BatchApprovalTests {
    private typealias Call = ToolServer.Call

    private static let command: JSONValue = ["command": "echo x >> done"]

    /// A home with two tasks, whose models run the command as often as they are told.
    private func batch(calls: Int = 1) throws -> (outrider: OutriderProcess, tools: ToolServer) {
        let tools = try ToolServer(Array(repeating: Call("shell", Self.command), count: calls))
        let outrider = try OutriderProcess(config: tools.config())
        try Data("\"One\"\n\"Two\"\n".utf8).write(to: outrider.home.appending(path: "tasks.jsonl"))
        return (outrider, tools)
    }

    /// How often the command was run.
    private func count(_ outrider: OutriderProcess) -> Int {
        (try? String(contentsOf: outrider.home.appending(path: "done"), encoding: .utf8).count { $0 == "x" }) ?? 0
    }

    @Test func withoutAPersonNothingIsDoneUnlessThatIsSaid() async throws {
        let (outrider, tools) = try batch()
        defer { tools.server.stop() }
        for flags in [[], ["--approve", "never"], ["--no-input"]] {
            let refused = try await outrider.start(["batch", "tasks.jsonl", "--json"] + flags).result()
            #expect(refused.status == 0, "\(refused.errors)")
            #expect(count(outrider) == 0, "\(flags)")
        }
        let allowed = try await outrider("batch", "tasks.jsonl", "--json", "--approve", "auto")
        #expect(allowed.status == 0, "\(allowed.errors)")
        #expect(count(outrider) == 2)
    }

    @Test func whoeverIsToBeAskedHasToBeThere() async throws {
        let (outrider, tools) = try batch()
        defer { tools.server.stop() }
        let result = try await outrider("batch", "tasks.jsonl", "--approve", "ask")
        #expect(result.status == 64)
        #expect(result.errors.contains("--approve ask needs a terminal to ask at"))
        #expect(tools.server.requests.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: outrider.database))
    }

    @Test func theUsersRulesHoldForEveryTask() async throws {
        let (outrider, tools) = try batch()
        defer { tools.server.stop() }
        try Data("rules: [{tool: shell, then: deny}]".utf8).write(to: outrider.home.appending(path: "approval.yaml"))
        #expect(try await outrider("batch", "tasks.jsonl", "--approve", "auto").status == 0)
        #expect(count(outrider) == 0)
    }

    /// What was refused so often that its task failed is tried again, and so is what was agreed to meanwhile.
    @Test func aTaskThatWasRefusedGoesOnOnceSomebodyAgrees() async throws {
        let (outrider, tools) = try batch(calls: 4)
        defer { tools.server.stop() }
        let refused = try await outrider("batch", "tasks.jsonl", "--json", "--strategy", "sequential")
        #expect(refused.status == 1, "\(refused.errors)")
        #expect(refused.output.contains("a call of shell was refused"))
        #expect(count(outrider) == 0)
        let resumed = try await outrider(
            "batch", "tasks.jsonl", "--json", "--strategy", "sequential", "--resume", "--approve", "auto")
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(count(outrider) == 2, "of the calls two were refused, and of one nobody knows whether it happened")
    }
}
