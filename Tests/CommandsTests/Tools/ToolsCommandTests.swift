import Foundation
import LoopbackServer
import Planning
import Testing

/// `outrider tools`, and agents with tools of an MCP server.
struct ToolsCommandTests {
    private let server: ShellToolServer

    init() throws { server = try ShellToolServer() }

    private func names(_ document: JSONValue) -> [String] { (document.array ?? []).compactMap { $0["name"]?.string } }

    @Test func builtInToolsAreListedWithoutAnyConfiguration() async throws {
        let result = try await OutriderProcess()("tools", "list")
        #expect(result.status == 0)
        #expect(result.output.contains("\ncalculator    pure         yes"))
        #expect(result.output.contains("\nhttp_get      read-only    no "))
        #expect(result.errors == "")
    }

    @Test func aServersToolsAreListedWithWhatTheOperatorsTrustMakesOfThem() async throws {
        let outrider = try OutriderProcess(config: server.config())
        let strange = try await outrider("tools", "list", "--server", "clock", "--json").json
        #expect(names(strange) == ["clock__time", "clock__erase"])
        #expect(strange.array?[0]["effect"] == "destructive")
        #expect(strange.array?[0]["runs_early"] == false)
        #expect(strange.array?[0]["reason"] == "the server is not trusted")
        try outrider.configure(server.config("trusted: true"))
        let trusted = try await outrider("tools", "list", "--server", "clock", "--json").json
        #expect(trusted.array?[0]["effect"] == "read-only")
        #expect(trusted.array?[0]["runs_early"] == true)
        #expect(trusted.array?[0]["server"] == "clock")
        #expect(trusted.array?[1]["effect"] == "destructive")
        try outrider.configure(server.config("effects: {time: pure, erase: idempotent}"))
        let table = try await outrider("tools", "list", "--server", "clock").output
        #expect(
            table == """
                tool          effect      early  why                     what it does
                clock__time   pure        yes    you vouch for it        Tells the time.
                clock__erase  idempotent  no     you call it idempotent  erase

                """)
    }

    @Test func aToolIsCalledAndFailsAsForAnAgent() async throws {
        var outrider = try OutriderProcess(config: server.config("trusted: true"))
        outrider.environment = ["SECRET": "hunter2", "SHOWN": "shown"]
        let called = try await outrider("tools", "call", "clock__time", #"{"zone": "UTC"}"#)
        #expect(called.status == 0)
        // Of its variables the server sees what it was given, and nothing else.
        #expect(called.output == "noon, and shown\n")
        let failed = try await outrider("tools", "call", "clock__time", #"{"zone": "nowhere"}"#)
        #expect(failed.status == 1)
        #expect(failed.errors == "outrider: clock__time failed: no such zone\n")
        let document = try await outrider("tools", "call", "clock__time", #"{"zone": "nowhere"}"#, "--json")
        #expect(document.status == 1)
        #expect(try document.json == ["tool": "clock__time", "failed": true, "text": "no such zone"])
        let typed = try await outrider("tools", "call", "clock__time", "-", input: #"{"zone":"UTC"}"#)
        #expect(typed.output == "noon, and shown\n")
        #expect(try await outrider("tools", "call", "calculator", #"{"expression": "6*7"}"#).output == "42\n")
    }

    @Test func whatAServerWritesBeforeItDiesReachesNoModelAndNoRecord() async throws {
        let outrider = try OutriderProcess(config: server.config("trusted: true"))
        let died = try await outrider("tools", "call", "clock__time", #"{"zone": "crash"}"#)
        #expect(died.status == 1)
        #expect(died.errors == "outrider: clock__time failed: the MCP server “clock” ended with status 3\n")
    }

    @Test func whatMayChangeSomethingIsCalledOnlyIfThatIsSaid() async throws {
        let outrider = try OutriderProcess(config: server.config("trusted: true"))
        let refused = try await outrider("tools", "call", "clock__erase")
        #expect(refused.status == 4)
        #expect(refused.errors.contains("“clock__erase” may change something, and was not called; say --yes"))
        #expect(refused.errors.contains("that its server is trusted"))
        #expect(server.calls == 0)
        #expect(try await outrider("tools", "call", "clock__erase", "--yes").status == 0)
        #expect(server.calls == 1)
        // What a stranger says of its tools counts for nothing.
        try outrider.configure(server.config())
        #expect(try await outrider("tools", "call", "clock__time").status == 4)
        #expect(server.calls == 1)
    }

    @Test func aBuiltInToolThatIsNotCalledSaysNothingOfServers() async throws {
        let refused = try await OutriderProcess()("tools", "call", "shell", #"{"command": "touch owned"}"#)
        #expect(refused.status == 4)
        #expect(
            refused.errors == """
                outrider: “shell” may change something, and was not called; say --yes if it may, or in your \
                configuration what commands do, as tools.shell (docs/tools.md)

                """)
    }

    /// What an agent would need approval for, a user has to confirm.
    @Test func theUsersRulesSayWhatHasToBeConfirmed() async throws {
        let outrider = try OutriderProcess()
        let hidden = #"{"path": ".profile", "content": "x"}"#
        #expect(try await outrider("tools", "call", "write_file", hidden).status == 4)
        #expect(try await outrider("tools", "call", "write_file", #"{"path": "a", "content": "x"}"#).status == 0)
        try Data(
            "rules: [{tool: shell, arguments: {command: \"echo *\"}, then: allow}, {tool: calculator, then: ask}]".utf8
        )
        .write(to: outrider.home.appending(path: "approval.yaml"))
        #expect(try await outrider("tools", "call", "shell", #"{"command": "echo hi"}"#).output == "hi\n")
        #expect(try await outrider("tools", "call", "shell", #"{"command": "ls"}"#).status == 4)
        #expect(try await outrider("tools", "call", "calculator", #"{"expression": "1"}"#).status == 4)
        #expect(try await outrider("tools", "call", "calculator", #"{"expression": "1"}"#, "--yes").output == "1\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: outrider.home.path).contains(".profile") == false)
    }

    @Test func whatTheUsersRulesForbidIsNotCalledWhateverTheFlagSays() async throws {
        let outrider = try OutriderProcess()
        try Data("rules: [{tool: shell, arguments: {command: \"*owned*\"}, then: deny}]".utf8)
            .write(to: outrider.home.appending(path: "approval.yaml"))
        let forbidden = try await outrider("tools", "call", "shell", #"{"command": "touch owned"}"#, "--yes")
        #expect(forbidden.status == 4)
        #expect(forbidden.output == "")
        #expect(forbidden.errors.contains("“shell” was not called: a rule of your approval.yaml forbids this call"))
        #expect(!FileManager.default.fileExists(atPath: outrider.home.appending(path: "owned").path))
        #expect(try await outrider("tools", "call", "shell", #"{"command": "echo hi"}"#, "--yes").output == "hi\n")
    }

    @Test(
        arguments: [
            (["call", "calculatr"], 64, "there is no tool “calculatr”; did you mean “calculator”?"),
            (["call", "nonsense"], 64, "`outrider tools list` lists the tools"),
            (["call", "other__time"], 64, "there is no MCP server “other”; configured are clock"),
            (
                ["call", "clock__tim"], 64,
                "the MCP server “clock” has no tool “clock__tim”; it has clock__erase, clock__time"
            ),
            (["call", "calculator", "{"], 65, "the arguments are not JSON"),
            (["call", "calculator", "1+1"], 65, "write them as '{"),
            (["call", "calculator", "[1]"], 65, "the arguments are no JSON object"),
            (["call", "calculator", #"{"x": 1}"#], 1, "calculator has no argument “x”"),
            (["list", "--server", "other"], 64, "there is no MCP server “other”; configured are clock"),
            (["list", "--agent", "nobody"], 64, "nobody"), (["list", "--agent", "blocksworld"], 64, "uses no tools"),
            (["list", "--agent", "assistant", "--server", "clock"], 64, "exclude each other"),
        ] as [([String], Int32, String)])
    func whatIsTypedWrongIsToldWhy(arguments: [String], status: Int32, text: String) async throws {
        let outrider = try OutriderProcess(config: server.config())
        let result = try await outrider.start(["tools"] + arguments).result()
        #expect(result.status == status)
        #expect(result.errors.contains(text), "\(result.errors)")
        #expect(result.output == "")
    }

    @Test func aServerThatCannotBeUsedHidesNoneOfTheOthers() async throws {
        let config = server.config("trusted: true") + "    gone: {command: [no-such-program]}\n"
        let outrider = try OutriderProcess(config: config)
        let listed = try await outrider("tools", "list")
        #expect(listed.status == 78)
        #expect(listed.output.contains("clock__time"))
        #expect(listed.errors.contains("the MCP server “gone” cannot be started: there is no “no-such-program”"))
        let doctor = try await outrider("doctor")
        #expect(doctor.status == 78)
        #expect(doctor.output.contains("✓ mcp         clock: 2 tools, MCP 2026-07-28, clock 2"))
        #expect(doctor.output.contains("✗ mcp         the MCP server “gone” cannot be started"))
    }

    @Test func aServersKeyIsStoredLikeAProviders() async throws {
        let outrider = try OutriderProcess(
            config: "mcp: {servers: {web: {url: 'http://127.0.0.1:1/mcp', key_env: WEB_KEY}}}")
        let missing = try await outrider("tools", "list", "--server", "web")
        #expect(missing.status == 77)
        #expect(missing.errors.contains("no key for the MCP server “web”: looked in"))
        #expect(missing.errors.contains("run `outrider keys set mcp-web`, or set WEB_KEY"))
        #expect(try await outrider("keys", "set", "mcp-web", input: "hunter2\n").status == 0)
        let unreachable = try await outrider("tools", "list", "--server", "web")
        #expect(unreachable.status == 69)
        #expect(!unreachable.errors.contains("hunter2"))
    }

    /// An agent with the tools of the server, and models that call `time` and then finish.
    private func agent(
        config more: String, tools: String
    ) throws -> (outrider: OutriderProcess, chat: ChatServer) {
        let chat = try ChatServer { request in
            let isFirst = !request.messages.contains { $0.role == "tool" }
            let call =
                isFirst
                ? ChatPiece.toolCall(id: "1", name: "clock__time", arguments: #"{"zone":"UTC"}"#)
                : .toolCall(id: "2", name: "finish", arguments: #"{"answer":"noon"}"#)
            return ChatAnswer([call])
        }
        let outrider = try OutriderProcess(
            config: server.config(more) + """
                providers:
                  local: {base_url: "\(chat.baseURL)"}
                models:
                  local/big: {price: {input: 0, output: 0}}
                defaults: {drafter: local/big, verifier: local/big}
                """)
        try outrider.addWatcher(calling: tools, description: "Knows what time it is.", prompt: "Look at the clock.")
        return (outrider, chat)
    }

    @Test(arguments: ["clock__time", "clock__*"]) func anAgentUsesTheToolsOfAServer(tools: String) async throws {
        let (outrider, chat) = try agent(config: "trusted: true", tools: tools)
        defer { chat.stop() }
        let result = try await outrider(
            "run", "--agent", "watcher", "What time is it?", "--strategy", "sequential", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let steps = try result.json["steps"]?.array ?? []
        #expect(steps.compactMap { $0["action"]?["tool"]?.string } == ["clock__time", "finish"])
        #expect(steps.first?["observation"] == "noon, and ")
        #expect(server.calls == 1)
        #expect(
            chat.requests.first?.tools
                == (tools.hasSuffix("*") ? ["clock__time", "clock__erase", "finish"] : ["clock__time", "finish"]))
        let listed = try await outrider("tools", "list", "--agent", "watcher", "--json").json
        #expect(names(listed) == chat.requests.first?.tools)
    }

    @Test func anAgentThatNamesAToolThatTheServerHasNotIsRefused() async throws {
        let (outrider, chat) = try agent(config: "", tools: "clock__date")
        defer { chat.stop() }
        let result = try await outrider("run", "--agent", "watcher", "What time is it?")
        #expect(result.status == 64)
        #expect(result.errors.contains("the MCP server “clock” has no tool “clock__date”"))
        #expect(chat.requests.isEmpty)
    }
}
