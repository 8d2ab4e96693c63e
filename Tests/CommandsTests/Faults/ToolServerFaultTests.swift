import Foundation
import LoopbackServer
import Planning
import Testing

/// Everything that a server of tools can do wrong, when a run begins, in a call and in a draft's call: docs/faults.md
/// says what comes of it, and so it does.
struct ToolServerFaultTests {
    private static let documented = FaultPage.statuses(below: "Bad days of tools")

    private func steps(_ document: JSONValue) -> [String] {
        document["steps"]?.array?.compactMap { $0["action"]?["tool"]?.string } ?? []
    }

    private func observation(_ document: JSONValue) -> String {
        document["steps"]?.array?.first?["observation"]?.string ?? ""
    }

    @Test func everyFaultIsDocumentedAndNothingElse() {
        let faults = Fault.ofTools.map(\.rawValue) + ProgramFault.allCases.map(\.rawValue)
        #expect(Set(Self.documented.keys) == Set(faults))
    }

    @Test(arguments: Fault.ofTools.filter(\.isPossible))
    func aServerThatFailsFromTheBeginningEndsTheRunAsDocumented(fault: Fault) async throws {
        let models = try WatcherModels()
        let server = try await FaultyToolServer(fault, at: .always)
        defer {
            models.stop()
            server.stop()
        }
        let result = try await models.outrider(with: server.entry)("run", "--agent", "watcher", "a task")
        #expect(result.status == Self.documented[fault.rawValue], "\(result.errors)")
        #expect(result.errors.contains("the MCP server “web”"), "\(result.errors)")
        #expect(!models.wereAsked)
    }

    @Test(arguments: ProgramFault.allCases)
    func aProgramThatFailsFromTheBeginningEndsTheRunAsDocumented(fault: ProgramFault) async throws {
        let models = try WatcherModels()
        defer { models.stop() }
        let result = try await models.outrider(with: fault.entry)("run", "--agent", "watcher", "a task")
        #expect(result.status == Self.documented[fault.rawValue], "\(result.errors)")
        #expect(result.errors.contains("the MCP server “web”"), "\(result.errors)")
        #expect(!models.wereAsked)
    }

    /// Connections are there by then, or never were.
    @Test(arguments: Fault.ofTools.filter { !$0.isOfTheConnection })
    func whatWentWrongInACallIsWhatTheAgentIsTold(fault: Fault) async throws {
        let models = try WatcherModels()
        let server = try await FaultyToolServer(fault, at: .calls)
        defer {
            models.stop()
            server.stop()
        }
        let result = try await models.outrider(with: server.entry)(
            "run", "--agent", "watcher", "a task", "--strategy", "sequential", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(steps(try result.json) == ["web__look", "finish"])
        #expect(observation(try result.json).contains("the MCP server “web”"), "\(result.output)")
    }

    @Test(arguments: ProgramFault.ofCalls)
    func whatAProgramDidWrongInACallIsWhatTheAgentIsTold(fault: ProgramFault) async throws {
        let models = try WatcherModels()
        defer { models.stop() }
        let outrider = try models.outrider(with: fault.entryOfScript)
        try Data(fault.script.utf8).write(to: outrider.home.appending(path: "server.sh"))
        let result = try await outrider(
            "run", "--agent", "watcher", "a task", "--strategy", "sequential", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(steps(try result.json) == ["web__look", "finish"])
        #expect(observation(try result.json).contains("the MCP server “web”"), "\(result.output)")
    }

    /// The verifier asks for the same call, and gets what it would have got without the draft.
    @Test(arguments: Fault.ofTools.filter { !$0.isOfTheConnection && !$0.takesTime })
    func aDraftsCallThatFailsCostsNothingButPace(fault: Fault) async throws {
        let called = Gate()
        let models = try WatcherModels(waitingFor: called)
        let server = try await FaultyToolServer(fault, at: .firstCall, called: called)
        defer {
            models.stop()
            server.stop()
        }
        let result = try await models.outrider(with: server.entry)(
            "run", "--agent", "watcher", "a task", "--depth", "2", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(steps(try result.json) == ["web__look", "finish"])
        #expect(observation(try result.json) == "all is well")
        #expect(server.calls == 2)
    }

    /// It would say the same again.
    @Test func aDraftsCallThatTheServerRefusesIsNotMadeAgain() async throws {
        let called = Gate()
        let models = try WatcherModels(waitingFor: called)
        let server = try ScriptedServer { request in
            let message = try? JSONValue(parsing: request.text)
            guard message?["method"] == "tools/call" else { return FaultyToolServer.answer(to: message) }
            called.open()
            let id = message?["id"]?.canonical ?? "null"
            return .json(#"{"jsonrpc":"2.0","id":\#(id),"error":{"code":-32602,"message":"nothing to see"}}"#)
        }
        defer {
            models.stop()
            server.stop()
        }
        let url = server.url("/mcp")
        let result = try await models.outrider(with: #"url: "\#(url)""#)(
            "run", "--agent", "watcher", "a task", "--depth", "2", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(steps(try result.json) == ["web__look", "finish"])
        #expect(observation(try result.json).contains("nothing to see"), "\(result.output)")
        let calls = server.requests.count { (try? JSONValue(parsing: $0.text))?["method"] == "tools/call" }
        #expect(calls == 1)
    }
}
