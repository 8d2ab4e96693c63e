import Foundation
import LoopbackServer
import Planning
import Synchronization
import Testing
import Transport

@testable import MCP

/// Servers behind an address.
struct HTTPTests {
    private let client = HTTPClient()

    private func server(
        _ loopback: ScriptedServer, headers: [String: String] = [:], key: String? = nil,
        limits: MCPLimits = MCPLimits()
    ) -> MCPServer {
        let settings = MCPServerSettings(
            name: "web", place: .address(url: loopback.url("/mcp?x=1"), headers: headers), timeout: .seconds(300),
            startTimeout: .seconds(300))
        let site = MCPServers.Site(
            environment: [:], identity: ClientIdentity(name: "test", version: "1"), client: { client },
            key: { _ in key.map { Secret($0) } })
        return MCPServers([settings], site: site, limits: limits).sorted[0]
    }

    private func call(_ server: MCPServer, _ arguments: [String: JSONValue] = ["a": 1]) async throws -> ToolReply {
        let tool = try #require(try await server.tools().tool(named: "echo"))
        return try await server.call(tool, arguments)
    }

    /// The number and the method of a request.
    private static func read(_ request: ServerRequest) -> (id: String, method: String) {
        let message = try? JSONValue(parsing: request.text)
        return (message?["id"]?.canonical ?? "null", message?["method"]?.string ?? "")
    }

    private static func result(_ id: String, _ result: JSONValue) -> String {
        #"{"jsonrpc":"2.0","id":\#(id),"result":\#(result.canonical)}"#
    }

    private static func outcome(of request: ServerRequest, isModern: Bool = true) -> String? {
        let (id, method) = read(request)
        let call = OutgoingCall(
            method: method, params: (try? JSONValue(parsing: request.text))?["params"]?.object ?? [:], version: nil,
            isStateless: isModern)
        switch isModern ? ScriptedAnswers.modern(call) : ScriptedAnswers.old(call) {
        case .success(let value):
            // Nobody listens for changes here.
            guard var members = value.object, members["capabilities"] != nil else { return result(id, value) }
            members["capabilities"] = ["tools": [:]]
            return result(id, .object(members))
        case .failure: return nil
        }
    }

    private static func json(_ request: ServerRequest, isModern: Bool = true) -> ServerScript {
        if let text = outcome(of: request, isModern: isModern) { return .json(text) }
        let (id, method) = read(request)
        if id == "null" { return .reply(202) }
        if method == "server/discover" { return .reply(400, text: "Bad Request: Missing session ID") }
        return .json(#"{"jsonrpc":"2.0","id":\#(id),"error":{"code":-32601,"message":"no"}}"#)
    }

    /// The same of a server that says when its tools change.
    private static func announcing(_ request: ServerRequest, isModern: Bool) -> ServerScript {
        let (id, method) = read(request)
        guard method == (isModern ? "server/discover" : "initialize") else { return json(request, isModern: isModern) }
        let answer: JSONValue =
            isModern
            ? ScriptedAnswers.discovery
            : ["protocolVersion": "2025-11-25", "capabilities": ["tools": ["listChanged": true]]]
        return .json(result(id, answer))
    }

    /// How often the list of tools was fetched.
    private static func fetches(from loopback: ScriptedServer) -> Int {
        loopback.requests.count { read($0).method == "tools/list" }
    }

    /// Asks for the tools until their list has been fetched a second time.
    private func askForTools(_ server: MCPServer, untilFetchedAgainFrom loopback: ScriptedServer) async throws {
        while Self.fetches(from: loopback) == 1 {
            _ = try await server.tools()
            // Nothing else may have a thread left otherwise.
            await Task.yield()
        }
    }

    private static func event(_ text: String) -> String { "event: message\ndata: \(text)\n\n" }

    @Test func aStatelessServerIsToldInHeadersWhatTheBodySays() async throws {
        let loopback = try ScriptedServer { Self.json($0) }
        defer { loopback.stop() }
        #expect(try await call(server(loopback, headers: ["X-Team": "blue"], key: "k-123")).text == #"{"a":1}"#)
        #expect(loopback.requests.map { $0.header("Mcp-Method") } == ["server/discover", "tools/list", "tools/call"])
        #expect(loopback.requests.map { $0.header("Mcp-Name") } == [nil, nil, "echo"])
        for request in loopback.requests {
            #expect(request.method == "POST")
            #expect(request.target == "/mcp?x=1")
            #expect(request.header("MCP-Protocol-Version") == "2026-07-28")
            #expect(request.header("Accept") == "application/json, text/event-stream")
            #expect(request.header("Content-Type") == "application/json")
            #expect(request.header("Authorization") == "Bearer k-123")
            #expect(request.header("X-Team") == "blue")
            #expect(request.header("Mcp-Session-Id") == nil)
        }
    }

    @Test func anOlderServerGetsAHandshakeASessionAndAnEnd() async throws {
        let loopback = try ScriptedServer { request in
            if request.method == "DELETE" { return .reply(200) }
            guard Self.read(request).method == "initialize", let text = Self.outcome(of: request, isModern: false)
            else {
                return Self.json(request, isModern: false)
            }
            return .reply(200, [("Content-Type", "application/json"), ("Mcp-Session-Id", "s-1")], text: text)
        }
        defer { loopback.stop() }
        let server = server(loopback)
        #expect(try await call(server).text == #"{"a":1}"#)
        await server.close()
        let methods = loopback.requests.map { $0.method == "POST" ? Self.read($0).method : $0.method }
        #expect(
            methods == [
                "server/discover", "initialize", "notifications/initialized", "tools/list", "tools/call", "DELETE",
            ])
        #expect(loopback.requests.map { $0.header("Mcp-Session-Id") } == [nil, nil, "s-1", "s-1", "s-1", "s-1"])
        #expect(
            loopback.requests.map { $0.header("MCP-Protocol-Version") } == [
                "2026-07-28", nil, "2025-06-18", "2025-06-18", "2025-06-18", "2025-06-18",
            ])
        #expect(loopback.requests.dropFirst().allSatisfy { $0.header("Mcp-Method") == nil })
    }

    @Test func anAnswerMayComeInAStreamAfterOtherThings() async throws {
        let loopback = try ScriptedServer { request in
            let (id, method) = Self.read(request)
            guard method == "tools/call" else { return Self.json(request) }
            return .events([
                ": keep-alive\n\n", "id: 7\ndata:\n\n",
                Self.event(#"{"jsonrpc":"2.0","method":"notifications/progress","params":{}}"#),
                Self.event(Self.result("99", [:])),
                Self.event(Self.result(id, ["content": [["type": "text", "text": "streamed"]]])),
            ])
        }
        defer { loopback.stop() }
        #expect(try await call(server(loopback)).text == "streamed")
    }

    @Test func aWishOfTheServersInAStreamIsRefusedByAMessageOfItsOwn() async throws {
        let refused = Gate()
        let loopback = try ScriptedServer { request in
            let (id, method) = Self.read(request)
            if request.text.contains("this client asks its user nothing") {
                refused.open()
                return .reply(202)
            }
            guard method == "tools/call" else { return Self.json(request, isModern: false) }
            let wish = Self.event(#"{"jsonrpc":"2.0","id":"e","method":"elicitation/create","params":{}}"#)
            let answer = Self.event(Self.result(id, ["content": []]))
            return [.eventsHead, .chunk(Array(wish.utf8)), .gate(refused), .chunk(Array(answer.utf8)), .lastChunk]
        }
        defer { loopback.stop() }
        #expect(try await call(server(loopback)).text == "")
    }

    @Test(
        arguments: [
            (ServerScript.reply(401), MCPError.Code.unauthorized, "HTTP status 401"),
            (.reply(403), .unauthorized, "set key_env, key_command or key_file"),
            (.reply(500, text: "oops"), .unreachable, "fails with HTTP status 500"),
            (.reply(429), .unreachable, "try again later"),
            (.reply(404, text: "no such page"), .unsupported, "HTTP status 404"),
            (.reply(405), .unsupported, "it usually ends with /mcp"),
            (.reply(200, [("Content-Type", "application/json")], text: "<html>"), .malformed, "it is not JSON"),
            (.json(#"{"jsonrpc":"2.0","id":4711,"result":{}}"#), .malformed, "another request"),
            (.events([]), .ended, "ends its stream without an answer"),
            (.events(["data: rubbish\n\n"]), .malformed, "an event that is no message"),
            ([.cut], .ended, "cannot be asked"), ([.reset], .ended, "cannot be asked"),
            ([.head(200, [("Content-Length", "100")]), .text("{"), .cut], .ended, "cannot be asked"),
        ] as [(ServerScript, MCPError.Code, String)])
    func aServerThatMisbehavesIsToldApart(script: ServerScript, code: MCPError.Code, text: String) async throws {
        let loopback = try ScriptedServer { _ in script }
        defer { loopback.stop() }
        let error = await #expect(throws: MCPError.self) { try await server(loopback, key: "hunter2").tools() }
        #expect(error?.code == code)
        #expect(error?.description.contains(text) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("hunter2") == false)
        #expect(error?.server == "web")
    }

    @Test func anErrorInTheProtocolIsOneWhateverItsStatus() async throws {
        let loopback = try ScriptedServer { request in
            let (id, method) = Self.read(request)
            guard method == "tools/call" else { return Self.json(request) }
            return .json(
                #"{"jsonrpc":"2.0","id":\#(id),"error":{"code":-32020,"message":"Header mismatch"}}"#, status: 400)
        }
        defer { loopback.stop() }
        let error = await #expect(throws: MCPError.self) { try await call(server(loopback)) }
        #expect(error?.description == "the MCP server “web” refuses “echo”: Header mismatch (error -32020)")
    }

    /// That is for whoever sees it to wait for or to mend, and no refusal of what was asked.
    @Test(arguments: [429, 500, 503])
    func aFaultIsOneAlsoWhereTheServerSpeaksOfItInTheProtocol(status: Int) async throws {
        let loopback = try ScriptedServer { _ in
            .json(
                #"{"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"Too many requests"}}"#, status: status)
        }
        defer { loopback.stop() }
        let error = await #expect(throws: MCPError.self) { try await server(loopback).tools() }
        #expect(error?.code == .unreachable)
        #expect(
            error?.message == "fails with HTTP status \(status): Too many requests (error -32000)",
            "\(error?.description ?? "")")
        #expect(error?.suggestion?.contains("try again later") == true)
    }

    @Test func anOlderServerMayFailOverTheFirstQuestion() async throws {
        let loopback = try ScriptedServer { request in
            let (id, method) = Self.read(request)
            guard method == "server/discover" else { return Self.json(request, isModern: false) }
            return .json(
                #"{"jsonrpc":"2.0","id":\#(id),"error":{"code":-32603,"message":"Internal error"}}"#, status: 500)
        }
        defer { loopback.stop() }
        #expect(try await call(server(loopback)).text == #"{"a":1}"#)
    }

    @Test func anAddressWhereNobodyListensIsToldApart() async throws {
        let closed = try ClosedPort()
        let settings = MCPServerSettings(name: "web", place: .address(url: closed.url("/mcp"), headers: [:]))
        let site = MCPServers.Site(
            environment: [:], identity: ClientIdentity(name: "test", version: "1"), client: { client },
            key: { _ in nil })
        let error = await #expect(throws: MCPError.self) {
            try await MCPServers([settings], site: site).sorted[0].tools()
        }
        #expect(error?.code == .unreachable)
    }

    @Test func aForgottenSessionIsBegunAgain() async throws {
        let sessions = Mutex(0)
        let loopback = try ScriptedServer { request in
            if Self.read(request).method == "initialize", let text = Self.outcome(of: request, isModern: false) {
                let number = sessions.withLock { sessions in
                    sessions += 1
                    return sessions
                }
                return .reply(
                    200, [("Content-Type", "application/json"), ("Mcp-Session-Id", "s\(number)")], text: text)
            }
            if Self.read(request).method == "tools/call", request.header("Mcp-Session-Id") == "s1" {
                return .reply(404)
            }
            return request.method == "DELETE" ? .reply(200) : Self.json(request, isModern: false)
        }
        defer { loopback.stop() }
        let server = server(loopback)
        #expect(try await call(server).text == #"{"a":1}"#)
        await server.close()
        #expect(sessions.withLock { $0 } == 2)
    }

    @Test func whoeverIsCancelledClosesTheStream() async throws {
        let asked = Gate()
        let loopback = try ScriptedServer { request in
            guard Self.read(request).method == "tools/call" else { return Self.json(request) }
            return [.eventsHead, .perform { asked.open() }, .hang]
        }
        defer { loopback.stop() }
        let server = server(loopback)
        let waiting = Task { try await call(server) }
        await asked.wait()
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        let connection = try #require(loopback.requests.last?.connection)
        await loopback.connectionClosed(connection)
    }

    @Test func anOlderServerIsToldThatNobodyWaits() async throws {
        let asked = Gate()
        let loopback = try ScriptedServer { request in
            guard Self.read(request).method == "tools/call" else { return Self.json(request, isModern: false) }
            return [.eventsHead, .perform { asked.open() }, .hang]
        }
        defer { loopback.stop() }
        let server = server(loopback)
        let waiting = Task { try await call(server) }
        await asked.wait()
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        let last = try #require(loopback.requests.last)
        #expect(Self.read(last).method == "notifications/cancelled")
        let number = try #require(
            loopback.requests.last { Self.read($0).method == "tools/call" }.map { Self.read($0).id })
        #expect(last.text.contains(#""requestId":\#(number)"#))
    }

    @Test(arguments: [true, false]) func newsOfOtherToolsIsHeardBesideTheRequests(isModern: Bool) async throws {
        let changes = Gate()
        let hears = Gate()
        let loopback = try ScriptedServer { request in
            if Self.read(request).method == "subscriptions/listen" || request.method == "GET" {
                let news = Self.event(#"{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}"#)
                return [
                    .eventsHead, .perform { hears.open() }, .gate(changes), .chunk(Array(news.utf8)), .hang,
                ]
            }
            return Self.announcing(request, isModern: isModern)
        }
        defer { loopback.stop() }
        let server = server(loopback)
        _ = try await server.tools()
        await hears.wait()
        _ = try await server.tools()
        #expect(Self.fetches(from: loopback) == 1)
        changes.open()
        try await askForTools(server, untilFetchedAgainFrom: loopback)
        await server.close()
    }

    @Test(arguments: [true, false], [.events([]), [.eventsHead, .cut], .reply(503)] as [ServerScript])
    func onceNewsIsNotHeardAnyMoreTheToolsAreAskedForBeforeEveryCall(isModern: Bool, end: ServerScript) async throws {
        let ends = Gate()
        let hears = Gate()
        let hasOtherTools = Mutex(false)
        let loopback = try ScriptedServer { request in
            let (id, method) = Self.read(request)
            if method == "subscriptions/listen" || request.method == "GET" {
                return ServerScript([.perform { hears.open() }, .gate(ends)] + end.parts)
            }
            guard method == "tools/list", hasOtherTools.withLock({ $0 }) else {
                return Self.announcing(request, isModern: isModern)
            }
            return .json(Self.result(id, ["resultType": "complete", "tools": []]))
        }
        defer { loopback.stop() }
        let server = server(loopback)
        let tool = try #require(try await server.tools().tool(named: "echo"))
        await hears.wait()
        ends.open()
        try await askForTools(server, untilFetchedAgainFrom: loopback)
        hasOtherTools.withLock { $0 = true }
        let error = await #expect(throws: MCPError.self) { try await server.call(tool, ["a": 1]) }
        #expect(error?.code == .changedTool)
        await server.close()
    }

    @Test func aBodyThatIsTooLongIsNotTaken() async throws {
        var limits = MCPLimits()
        limits.messageBytes = 1000
        let loopback = try ScriptedServer { request in
            let (id, method) = Self.read(request)
            guard method == "tools/call" else { return Self.json(request) }
            return .json(Self.result(id, .string(String(repeating: "x", count: 2000))))
        }
        defer { loopback.stop() }
        let error = await #expect(throws: MCPError.self) { try await call(server(loopback, limits: limits)) }
        #expect(error?.code == .tooMuch)
    }

    @Test(arguments: ["", "mcp", "ftp://host/mcp", "http://", "http:///mcp"])
    func anAddressThatCannotBeAskedIsToldApart(url: String) {
        #expect(throws: MCPError.self) { try HTTPEndpoint(url: url, headers: [:], key: nil) }
    }

    @Test func aHeaderThatCannotBeSentIsNamedWithoutItsValue() {
        let error = #expect(throws: MCPError.self) {
            try HTTPEndpoint(url: "http://host/", headers: ["X-Key": "hunter2\nX: y"], key: nil)
        }
        #expect(error?.description.contains("X-Key") == true)
        #expect(error?.description.contains("hunter2") == false)
    }
}
