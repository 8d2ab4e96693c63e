import Planning
import Simulation
import Synchronization
import Testing

@testable import MCP

struct MCPServerTests {
    private let settings = MCPServerSettings(
        name: "s", place: .address(url: "http://127.0.0.1/mcp", headers: [:]), timeout: .seconds(60),
        startTimeout: .seconds(20))
    private let identity = ClientIdentity(name: "test", version: "1")

    /// A server whose connections are these, one after the other.
    private func server(
        _ transports: [ScriptedTransport], limits: MCPLimits = MCPLimits(), clock: any Clock<Duration> = ManualClock()
    ) -> MCPServer {
        let left = Mutex(transports)
        return MCPServer(settings, identity: identity, limits: limits, clock: clock) { _ in
            try left.withLock { left in
                guard !left.isEmpty else { throw MCPError(.cannotStart, "cannot be started") }
                return left.removeFirst()
            }
        }
    }

    private func echo(_ server: MCPServer, _ arguments: [String: JSONValue] = ["a": 1]) async throws -> String {
        let tool = try #require(try await server.tools().tool(named: "echo"))
        return try await server.call(tool, arguments).text
    }

    @Test func aStatelessServerIsAskedWithoutAHandshake() async throws {
        let transport = ScriptedTransport { ScriptedAnswers.modern($0) }
        let server = server([transport])
        #expect(try await echo(server) == #"{"a":1}"#)
        #expect(transport.methods == ["server/discover", "tools/list", "tools/call"])
        #expect(transport.notifications == [])
        #expect(transport.calls.allSatisfy { $0.params["_meta"] != nil && $0.isStateless })
        #expect(transport.followed.map { $0?.params["notifications"] } == [["toolsListChanged": true]])
        #expect(try await server.agreement().serverName == "scripted 1")
    }

    @Test func anOlderServerIsGreetedFirst() async throws {
        let transport = ScriptedTransport { ScriptedAnswers.old($0) }
        let server = server([transport])
        #expect(try await echo(server) == #"{"a":1}"#)
        #expect(transport.methods == ["server/discover", "initialize", "tools/list", "tools/call"])
        #expect(transport.notifications == ["notifications/initialized"])
        #expect(transport.calls.dropFirst().allSatisfy { $0.params["_meta"] == nil && !$0.isStateless })
        #expect(transport.followed == [nil])
        #expect(try await server.agreement().dialect == .handshake(version: "2025-06-18"))
    }

    @Test func aServerThatDoesNotKnowTheFirstQuestionAndIsSilentIsGreetedAfterAWhile() async throws {
        let clock = ManualClock()
        let transport = ScriptedTransport { call in
            if call.method == "server/discover" { try await Task.sleep(for: .seconds(1_000_000)) }
            return ScriptedAnswers.old(call)
        }
        let server = server([transport], clock: clock)
        async let said = echo(server)
        await clock.sleepers(1)
        clock.advance(by: .seconds(10))
        #expect(try await said == #"{"a":1}"#)
        #expect(transport.methods == ["server/discover", "initialize", "tools/list", "tools/call"])
    }

    @Test func aServerThatNeverAnswersIsGivenUp() async throws {
        let clock = ManualClock()
        let transport = ScriptedTransport { _ in
            try await Task.sleep(for: .seconds(1_000_000))
            return .success(.null)
        }
        let server = server([transport], clock: clock)
        let tools = Task { try await server.tools() }
        await clock.sleepers(1)
        clock.advance(by: .seconds(10))
        await clock.sleepers(1)
        clock.advance(by: .seconds(20))
        let error = await #expect(throws: MCPError.self) { try await tools.value }
        #expect(error?.code == .timedOut)
        #expect(error?.description.hasPrefix("the MCP server “s” does not answer when it is greeted") == true)
        #expect(transport.isClosed)
    }

    @Test func aCallThatTakesTooLongIsGivenUpAndTheConnectionKept() async throws {
        let clock = ManualClock()
        let isSlow = Mutex(true)
        let transport = ScriptedTransport { call in
            if call.method == "tools/call", isSlow.withLock({ $0 }) { try await Task.sleep(for: .seconds(1_000_000)) }
            return ScriptedAnswers.modern(call)
        }
        let server = server([transport], clock: clock)
        let tool = try #require(try await server.tools().tool(named: "echo"))
        let reply = Task { try await server.call(tool, [:]) }
        await clock.sleepers(1)
        clock.advance(by: .seconds(60))
        let error = await #expect(throws: MCPError.self) { try await reply.value }
        #expect(error?.code == .timedOut)
        #expect(error?.description.contains("does not answer “echo” within 1 min") == true)
        isSlow.withLock { $0 = false }
        #expect(try await echo(server) == #"{"a":1}"#)
        #expect(transport.methods.filter { $0 == "server/discover" }.count == 1)
    }

    @Test func manyWhoComeAtOnceShareOneConnection() async throws {
        let transport = ScriptedTransport { ScriptedAnswers.modern($0) }
        let server = server([transport])
        try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<20 as Range<Int64> { group.addTask { try await echo(server, ["n": .integer(number)]) } }
            let said = try await group.reduce(into: Set<String>()) { $0.insert($1) }
            #expect(said.count == 20)
        }
        #expect(transport.methods.filter { $0 == "server/discover" }.count == 1)
    }

    @Test func pagesOfToolsArePutTogether() async throws {
        let transport = ScriptedTransport { call in
            guard call.method == "tools/list" else { return ScriptedAnswers.modern(call) }
            let page = call.params["cursor"]?.string.flatMap { Int($0) } ?? 0
            var members: [String: JSONValue] = [
                "tools": [["name": .string("tool\(page)"), "inputSchema": ["type": "object"]]]
            ]
            if page < 3 { members["nextCursor"] = .string("\(page + 1)") }
            return .success(.object(members))
        }
        let names = try await server([transport]).tools().tools.map(\.name)
        #expect(names == ["tool0", "tool1", "tool2", "tool3"])
    }

    @Test func aListThatHoldsIsNotFetchedAgain() async throws {
        let transport = ScriptedTransport { ScriptedAnswers.modern($0) }
        let server = server([transport])
        for _ in 0..<3 { _ = try await server.tools() }
        #expect(transport.methods == ["server/discover", "tools/list"])
    }

    @Test func aListIsFetchedAgainWhenItsTimeIsOver() async throws {
        let clock = ManualClock()
        let transport = ScriptedTransport { call in
            guard call.method == "tools/list" else { return ScriptedAnswers.modern(call) }
            return .success(["tools": .array(ScriptedAnswers.tools), "ttlMs": 5000, "cacheScope": "private"])
        }
        let server = server([transport], clock: clock)
        _ = try await server.tools()
        clock.advance(by: .seconds(4))
        _ = try await server.tools()
        #expect(transport.methods.filter { $0 == "tools/list" }.count == 1)
        clock.advance(by: .seconds(1))
        _ = try await server.tools()
        #expect(transport.methods.filter { $0 == "tools/list" }.count == 2)
    }

    @Test func newsOfOtherToolsMakesTheListOldAndAChangedToolIsNotCalled() async throws {
        let tools = Mutex(ScriptedAnswers.tools)
        let made = Mutex<ScriptedTransport?>(nil)
        let server = MCPServer(settings, identity: identity, clock: ManualClock()) { onNotice in
            let transport = ScriptedTransport(onNotice: onNotice) { call in
                guard call.method == "tools/list" else { return ScriptedAnswers.modern(call) }
                return .success(["tools": .array(tools.withLock { $0 })])
            }
            made.withLock { $0 = transport }
            return transport
        }
        let known = try #require(try await server.tools().tool(named: "echo"))
        tools.withLock {
            $0 = [["name": "echo", "inputSchema": ["type": "object", "required": ["b"]]], $0[1]]
        }
        let transport = try #require(made.withLock { $0 })
        // Nobody has said anything yet.
        #expect(try await server.call(known, [:]).text == "{}")
        transport.say("notifications/message")
        #expect(try await server.call(known, [:]).text == "{}")
        transport.say(ServerNotice.toolsChanged)
        let error = await #expect(throws: MCPError.self) { try await server.call(known, [:]) }
        #expect(error?.code == .changedTool)
        #expect(transport.methods.filter { $0 == "tools/call" }.count == 2)
        #expect(try await echo(server) == #"{"a":1}"#)
    }

    @Test func aServerThatEndsFailsWhatIsOpenAndIsStartedAgain() async throws {
        let second = ScriptedTransport { ScriptedAnswers.modern($0) }
        let dying = ScriptedTransport { call in
            if call.method == "tools/call" { throw MCPError(.ended, "was killed by signal 9") }
            return ScriptedAnswers.modern(call)
        }
        dying.breakDown()
        let server = server([dying, second])
        let error = await #expect(throws: MCPError.self) { try await echo(server) }
        #expect(error?.description == "the MCP server “s” was killed by signal 9")
        #expect(dying.isClosed)
        #expect(try await echo(server) == #"{"a":1}"#)
        #expect(second.methods == ["server/discover", "tools/list", "tools/call"])
    }

    @Test func aServerThatEndsAgainAndAgainIsLeftAlone() async throws {
        var limits = MCPLimits()
        limits.restarts = 2
        let server = server([], limits: limits)
        for _ in 0..<3 {
            let error = await #expect(throws: MCPError.self) { try await server.tools() }
            #expect(error?.code == .cannotStart)
        }
        let error = await #expect(throws: MCPError.self) { try await server.tools() }
        #expect(error?.description.contains("has failed 3 times in a row") == true)
    }

    @Test func aForgottenSessionIsBegunAgainAndTheRequestRepeated() async throws {
        let first = ScriptedTransport { call in
            if call.method == "tools/call" { throw MCPError(.sessionLost, "has forgotten the session") }
            return ScriptedAnswers.old(call)
        }
        let second = ScriptedTransport { ScriptedAnswers.old($0) }
        let server = server([first, second])
        let tool = try #require(try await server.tools().tool(named: "echo"))
        first.breakDown()
        #expect(try await server.call(tool, ["b": 2]).text == #"{"b":2}"#)
        #expect(second.methods == ["server/discover", "initialize", "tools/call"])
    }

    @Test func aToolThatFailsIsAReplyAndARefusalAnError() async throws {
        let transport = ScriptedTransport { call in
            guard call.method == "tools/call" else { return ScriptedAnswers.modern(call) }
            guard call.params["arguments"] == [:] else {
                return .failure(RPCError(code: -32602, message: "Invalid arguments"))
            }
            return .success(["content": [["type": "text", "text": "no such row"]], "isError": true])
        }
        let server = server([transport])
        let tool = try #require(try await server.tools().tool(named: "echo"))
        let reply = try await server.call(tool, [:])
        #expect(reply.isError)
        #expect(reply.text == "no such row")
        let error = await #expect(throws: MCPError.self) { try await server.call(tool, ["a": 1]) }
        #expect(error?.description == "the MCP server “s” refuses “echo”: Invalid arguments (error -32602)")
        #expect(error?.isPassing == false)
    }

    @Test func aServerThatWantsSomethingOfTheUserIsToldApart() async throws {
        let transport = ScriptedTransport { call in
            guard call.method == "tools/call" else { return ScriptedAnswers.modern(call) }
            return .success([
                "resultType": "input_required", "requestState": "x",
                "inputRequests": ["login": ["method": "elicitation/create", "params": [:]]],
            ])
        }
        let error = await #expect(throws: MCPError.self) { try await echo(server([transport])) }
        #expect(error?.code == .needsInput)
        #expect(error?.description.contains("elicitation/create") == true)
    }

    @Test func whatAServerWantsIsToldInFewWords() async throws {
        let wishes = (0..<1000).map { ("w\($0)", ["method": .string("wish/\($0)")] as JSONValue) }
        let transport = ScriptedTransport { call in
            guard call.method == "tools/call" else { return ScriptedAnswers.modern(call) }
            return .success([
                "resultType": "input_required", "inputRequests": .object(Dictionary(uniqueKeysWithValues: wishes)),
            ])
        }
        let error = await #expect(throws: MCPError.self) { try await echo(server([transport])) }
        #expect(error?.code == .needsInput)
        #expect((error?.description.utf8.count ?? 0) < 1000)
    }

    @Test func aServerThatWantsNothingButToBeAskedAgainIs() async throws {
        let transport = ScriptedTransport { call in
            guard call.method == "tools/call" else { return ScriptedAnswers.modern(call) }
            let round = call.params["requestState"]?.string.flatMap { Int($0) } ?? 0
            guard round == 3 else {
                return .success(["resultType": "input_required", "requestState": .string("\(round + 1)")])
            }
            return ScriptedAnswers.said(call)
        }
        #expect(try await echo(server([transport])) == #"{"a":1}"#)
        var limits = MCPLimits()
        limits.rounds = 3
        let error = await #expect(throws: MCPError.self) { try await echo(server([transport], limits: limits)) }
        #expect(error?.code == .tooMuch)
    }

    @Test func argumentsAreRepeatedByHeadersWhereTheToolWantsIt() async throws {
        let schema: JSONValue = [
            "type": "object", "properties": ["a": ["type": "integer", "x-mcp-header": "Number"]],
        ]
        let answer: ScriptedTransport.Answer = { call in
            guard call.method == "tools/list" else { return ScriptedAnswers.modern(call) }
            return .success([
                "tools": [
                    ["name": "echo", "inputSchema": schema],
                    ["name": "bad", "inputSchema": ["x-mcp-header": "Root"]],
                ]
            ])
        }
        let remote = ScriptedTransport(mirrorsArguments: true, answer: answer)
        let server = server([remote])
        _ = try await echo(server)
        #expect(remote.calls.last?.mirrored == [MirroredArgument(name: "Number", value: "1")])
        #expect(try await server.tools().tools.map(\.name) == ["echo"])
        #expect(try await server.tools().omissions.count == 1)
        // Over standard streams there are no headers, and nothing to be wrong with them.
        let local = ScriptedTransport(answer: answer)
        let other = self.server([local])
        _ = try await echo(other)
        #expect(local.calls.last?.mirrored == [])
        #expect(try await other.tools().tools.map(\.name) == ["echo", "bad"])
    }

    @Test func aServerWithoutToolsSaysSo() async throws {
        let transport = ScriptedTransport { call in
            call.method == "tools/list" ? .failure(ScriptedAnswers.noSuchMethod) : ScriptedAnswers.modern(call)
        }
        let error = await #expect(throws: MCPError.self) { try await server([transport]).tools() }
        #expect(error?.description == "the MCP server “s” offers no tools")
    }

    @Test func aClosedServerAnswersNobody() async throws {
        let transport = ScriptedTransport { ScriptedAnswers.modern($0) }
        let server = server([transport, transport])
        _ = try await server.tools()
        await server.close()
        await server.close()
        #expect(transport.isClosed)
        let error = await #expect(throws: MCPError.self) { try await server.agreement() }
        #expect(error?.code == .closed)
    }

    @Test func whoeverIsCancelledIsLetGo() async throws {
        let clock = ManualClock()
        let transport = ScriptedTransport { call in
            guard call.method == "tools/call" else { return ScriptedAnswers.modern(call) }
            try await Task.sleep(for: .seconds(1_000_000))
            return ScriptedAnswers.said(call)
        }
        let server = server([transport], clock: clock)
        let tool = try #require(try await server.tools().tool(named: "echo"))
        let call = Task { try await server.call(tool, [:]) }
        await clock.sleepers(1)
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
    }
}
