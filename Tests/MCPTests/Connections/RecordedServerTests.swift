import Foundation
import Planning
import Synchronization
import Testing

@testable import MCP

/// What real servers said, byte for byte, in each dialect: `Tests/Fixtures/mcp`.
struct RecordedServerTests {
    /// A server that says what was recorded, line by line.
    private func server(_ file: String) throws -> MCPServer {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/mcp/\(file)")
        var lines = MessageLines(limit: 1 << 20)
        let messages = try lines.push(Array(Data(contentsOf: url))).flatMap { try RPCMessage.all(in: $0) }
        let left = Mutex(
            messages.compactMap { message in
                if case .response(let response) = message { response.outcome } else { nil }
            })
        let settings = MCPServerSettings(name: "recorded", place: .address(url: "http://127.0.0.1/", headers: [:]))
        return MCPServer(settings, identity: ClientIdentity(name: "test", version: "1")) { _ in
            ScriptedTransport { _ in
                try left.withLock { left in
                    guard !left.isEmpty else { throw MCPError(.ended, "has said everything") }
                    return left.removeFirst()
                }
            }
        }
    }

    @Test func aStatelessServer() async throws {
        let server = try server("time-2026-07-28.jsonl")
        #expect(try await server.agreement().dialect == .stateless(version: "2026-07-28"))
        #expect(try await server.agreement().serverName == "mcp-time 2026.10.19")
        let list = try await server.tools()
        #expect(list.tools.map(\.name) == ["get_current_time", "convert_time"])
        #expect(list.omissions == [])
        #expect(list.tools.allSatisfy { $0.annotations.effect == .readOnly && !$0.annotations.openWorld })
        let tool = try #require(list.tool(named: "convert_time"))
        #expect(tool.schema["required"] == ["source_timezone", "time", "target_timezone"])
        let reply = try await server.call(tool, [:])
        #expect(!reply.isError)
        #expect(try JSONValue(parsing: reply.text)["target"]?["datetime"] == "2026-11-26T21:00:00+09:00")
    }

    @Test func aServerWithAHandshake() async throws {
        let server = try server("sqlite-2025-11-25.jsonl")
        #expect(try await server.agreement().dialect == .handshake(version: "2025-11-25"))
        let list = try await server.tools()
        #expect(
            list.tools.map(\.name) == [
                "read_query", "write_query", "create_table", "list_tables", "describe_table", "append_insight",
            ])
        // It says nothing of what they do.
        #expect(list.tools.allSatisfy { $0.annotations.effect == .destructive })
        #expect(try await server.call(try #require(list.tool(named: "list_tables")), [:]).text == "[]")
    }
}
