import Foundation
import Planning
import Synchronization
import TemporaryFolders
import Testing

@testable import MCP

/// Servers that are programs, most of them bad ones.
struct StdioTests {
    private func call(_ server: MCPServer) async throws -> String {
        let tool = try #require(try await server.tools().tool(named: "echo"))
        return try await server.call(tool, [:]).text
    }

    private func failure(of shell: ShellServer, limits: MCPLimits = MCPLimits()) async -> MCPError? {
        let server = shell.server(limits: limits)
        let error = await #expect(throws: MCPError.self) { try await call(server) }
        await server.close()
        return error
    }

    /// A request of no meaning, which is only there to be answered or not.
    private let request = OutgoingCall(method: "tools/call", params: [:], version: nil, isStateless: false)

    @Test func aProgramIsAskedOverItsStreamsAndEndsWithItsInput() async throws {
        let shell = try ShellServer.modern(call: ShellServer.text("hello"))
        let server = shell.server()
        #expect(try await call(server) == "hello")
        #expect(shell.told.split(separator: "\n").count == 3)
        await server.close()
    }

    @Test func anOldServerThatIsSilentUntilItIsGreetedIsFound() async throws {
        let shell = try ShellServer(
            answer: """
                case $line in
                    *server/discover*) printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"?"}}\\n' "$id" ;;
                    *'"initialize"'*) printf '{"jsonrpc":"2.0","id":%s,"result":{"protocolVersion":"2024-11-05"}}\\n' "$id" ;;
                    *tools/list*) printf '{"jsonrpc":"2.0","id":%s,"result":{"tools":[{"name":"echo","inputSchema":{}}]}}\\n' "$id" ;;
                    *tools/call*) \(ShellServer.text("old")) ;;
                esac
                """)
        let server = shell.server()
        #expect(try await call(server) == "old")
        #expect(try await server.agreement().dialect.version == "2024-11-05")
        #expect(shell.told.contains("notifications/initialized"))
        await server.close()
    }

    @Test func aProgramSeesNoVariablesButThoseItIsGiven() async throws {
        let shell = try ShellServer.modern(
            call: "env >seen; " + ShellServer.text("done"))
        let server = shell.server(
            passing: ["WANTED"],
            environment: [
                "PATH": "/usr/bin:/bin", "OPENAI_API_KEY": "hunter2", "WANTED": "yes", "LD_PRELOAD": "", "LANG": "C",
            ])
        _ = try await call(server)
        await server.close()
        let seen = try String(contentsOfFile: shell.folder.file("seen"), encoding: .utf8)
        #expect(seen.contains("WANTED=yes"))
        #expect(seen.contains("LANG=C"))
        #expect(!seen.contains("hunter2"))
        #expect(!seen.contains("LD_PRELOAD"))
    }

    @Test func aProgramThatIsNotThereIsToldApart() async throws {
        let error = #expect(throws: MCPError.self) {
            try StdioTransport(
                command: ["no-such-program"], folder: "/", environment: [:], limits: MCPLimits(), onNotice: { _ in })
        }
        #expect(error?.code == .cannotStart)
        #expect(error?.description.contains("there is no “no-such-program”; install it") == true)
    }

    @Test func aProgramThatDiesIsToldWithItsLastWords() async throws {
        let error = await failure(of: try ShellServer(script: "echo 'first line' >&2; echo 'no database' >&2; exit 3"))
        #expect(error?.code == .ended)
        #expect(
            error?.description
                == "the MCP server “shell” ended with status 3; the last it said was:\n  | first line\n  | no database")
    }

    @Test func aProgramThatDiesInACallFailsTheCall() async throws {
        let error = await failure(of: try ShellServer.modern(call: "kill -9 $$"))
        #expect(error?.description == "the MCP server “shell” was killed by signal 9, without a word")
    }

    @Test func aProgramThatClosesItsOutputButGoesOnIsGivenUp() async throws {
        let error = await failure(of: try ShellServer(script: "exec >&-; exec sleep 1000"))
        #expect(error?.description == "the MCP server “shell” closed its output, without a word")
    }

    @Test func somethingPrintedByAccidentHarmsNobody() async throws {
        let shell = try ShellServer.modern(
            call: "echo 'Loading…'; printf '\\377\\376\\n[]\\n{\"jsonrpc\":\"2.0\"}\\n\\n'; " + ShellServer.text("fine")
        )
        let server = shell.server()
        #expect(try await call(server) == "fine")
        await server.close()
    }

    @Test func aProgramThatPrintsRubbishWithoutEndIsEnded() async throws {
        var limits = MCPLimits()
        limits.strayMessages = 50
        let error = await failure(of: try ShellServer(script: "yes rubbish"), limits: limits)
        #expect(error?.code == .tooMuch)
        #expect(error?.description.contains("sends more than 50 messages in a row that answer nothing") == true)
        #expect(error?.description.contains("rubbish") == true)
    }

    @Test func aProgramThatFloodsUsWithNewsIsEnded() async throws {
        var limits = MCPLimits()
        limits.strayMessages = 50
        let news = #"{"jsonrpc":"2.0","method":"notifications/message"}"#
        let error = await failure(of: try ShellServer(script: "yes '\(news)'"), limits: limits)
        #expect(error?.code == .tooMuch)
    }

    @Test func aMessageThatIsTooLongEndsTheProgram() async throws {
        var limits = MCPLimits()
        limits.messageBytes = 4096
        let script = "head -c 5000 /dev/zero | tr '\\0' x; exec sleep 1000"
        let error = await failure(of: try ShellServer(script: script), limits: limits)
        #expect(error?.description == "the MCP server “shell” sends a message of more than 4096 bytes")
    }

    @Test func anAnswerToAnotherRequestIsNoAnswer() async throws {
        let shell = try ShellServer.modern(
            call: #"for n in 0 1 99 '"3"' null; do printf '{"jsonrpc":"2.0","id":%s,"result":{}}\n' "$n"; done; "#
                + ShellServer.text("mine"))
        let server = shell.server()
        #expect(try await call(server) == "mine")
        await server.close()
    }

    @Test func answersInAnotherOrderFindTheirRequests() async throws {
        // The first request is answered after the second.
        let shell = try ShellServer(
            answer: """
                if [ "$id" = 1 ]; then first=1; else
                    printf '{"jsonrpc":"2.0","id":2,"result":"two"}\\n{"jsonrpc":"2.0","id":1,"result":"one"}\\n'
                fi
                """)
        let transport = try shell.transport()
        async let one = transport.exchange(request)
        try await eventually { shell.told.contains(#""id":1"#) }
        #expect(try await transport.exchange(request) == .success("two"))
        #expect(try await one == .success("one"))
        await transport.close()
    }

    @Test func aPingOfTheServersIsAnsweredAndItsWishesAreRefused() async throws {
        let shell = try ShellServer(
            answer: """
                case $line in
                    *tools/call*) printf '{"jsonrpc":"2.0","id":"p","method":"ping"}\\n{"jsonrpc":"2.0","id":8,"method":"roots/list"}\\n' ;;
                    *'"id":8'*) printf '{"jsonrpc":"2.0","id":1,"result":"done"}\\n' ;;
                esac
                """)
        let transport = try shell.transport()
        #expect(try await transport.exchange(request) == .success("done"))
        #expect(shell.told.contains(#"{"id":"p","jsonrpc":"2.0","result":{}}"#))
        #expect(shell.told.contains(#""error":{"code":-32601,"message":"this client has no roots"}"#))
        await transport.close()
    }

    @Test func whoeverIsCancelledIsLetGoAndTheServerHearsOfIt() async throws {
        let shell = try ShellServer(answer: ":")
        let transport = try shell.transport()
        let call = Task { try await transport.exchange(request) }
        try await eventually { shell.told.contains("tools/call") }
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
        try await eventually { shell.told.contains("notifications/cancelled") }
        #expect(shell.told.contains(#""params":{"reason":"nobody waits for it any more","requestId":1}"#))
        await transport.close()
    }

    @Test func theFirstQuestionsAreNotCancelledAtTheServer() async throws {
        let shell = try ShellServer(answer: ":")
        let transport = try shell.transport()
        let identity = ClientIdentity(name: "test", version: "1")
        let probe = Task { try await transport.exchange(identity.call("server/discover", version: "2026-07-28")) }
        try await eventually { shell.told.contains("server/discover") }
        probe.cancel()
        await #expect(throws: CancellationError.self) { try await probe.value }
        let call = Task { try await transport.exchange(request) }
        try await eventually { shell.told.contains("tools/call") }
        #expect(!shell.told.contains("cancelled"))
        call.cancel()
        _ = try? await call.value
        await transport.close()
    }

    @Test func newsReachesWhoeverWantsToHearIt() async throws {
        let heard = Mutex<[String]>([])
        let shell = try ShellServer.modern(
            call: #"printf '{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n'; "#
                + ShellServer.text("ok"))
        let transport = try shell.transport { notice in heard.withLock { $0.append(notice.method) } }
        _ = try await transport.exchange(request)
        #expect(heard.withLock { $0 } == [ServerNotice.toolsChanged])
        await transport.close()
    }

    @Test(
        arguments: [
            #"printf '{"jsonrpc":"2.0","id":%s,"result":{"resultType":"complete"}}\n' "$listen""#,
            #"printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32603,"message":"gone"}}\n' "$listen""#,
            #"printf '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":%s}}\n' "$listen""#,
        ])
    func onceNewsIsNotToldAnyMoreTheToolsAreAskedForBeforeEveryCall(end: String) async throws {
        // Ends its news at the first call, and has another tool after the second.
        let shell = try ShellServer(
            answer: """
                case $line in
                    *server/discover*) printf '{"jsonrpc":"2.0","id":%s,"result":{"supportedVersions":["2026-07-28"],"capabilities":{"tools":{"listChanged":true}}}}\\n' "$id" ;;
                    *subscriptions/listen*) listen=$id ;;
                    *tools/list*) printf '{"jsonrpc":"2.0","id":%s,"result":{"tools":[{"name":"%s","inputSchema":{}}]}}\\n' "$id" "${name:-echo}" ;;
                    *tools/call*)
                        if [ -n "$ended" ]; then name=other; else ended=1; \(end); fi
                        \(ShellServer.text("fine")) ;;
                esac
                """)
        let server = shell.server()
        let tool = try #require(try await server.tools().tool(named: "echo"))
        _ = try await server.tools()
        #expect(shell.told.ranges(of: "tools/list").count == 1)
        for _ in 1...2 { #expect(try await server.call(tool, [:]).text == "fine") }
        let error = await #expect(throws: MCPError.self) { try await server.call(tool, [:]) }
        #expect(error?.code == .changedTool)
        await server.close()
    }

    @Test func aProgramThatReadsNothingIsNotWaitedFor() async throws {
        let transport = try ShellServer(script: "exec sleep 1000").transport()
        let big = OutgoingCall(
            method: "tools/call", params: ["x": .string(String(repeating: "x", count: 9 << 20))], version: nil,
            isStateless: false)
        let first = Task { try await transport.exchange(big) }
        // Whichever comes second does not fit any more.
        let second = Task { try await transport.exchange(big) }
        let error = await #expect(throws: MCPError.self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for call in [first, second] { group.addTask { _ = try await call.value } }
                defer { for call in [first, second] { call.cancel() } }
                try await group.next()
            }
        }
        #expect(error?.code == .tooMuch)
        await transport.close()
    }

    @Test func whatIsOpenWhenTheConnectionIsClosedFails() async throws {
        let shell = try ShellServer(answer: ":")
        let transport = try shell.transport()
        let call = Task { try await transport.exchange(request) }
        try await eventually { shell.told.contains("tools/call") }
        await transport.close()
        let error = await #expect(throws: MCPError.self) { try await call.value }
        #expect(error?.code == .closed)
        #expect(!transport.isUsable)
    }
}

/// Waits until something is so: for what another process does.
private func eventually(_ condition: () -> Bool) async throws {
    while !condition() { try await Task.sleep(for: .milliseconds(5)) }
}
