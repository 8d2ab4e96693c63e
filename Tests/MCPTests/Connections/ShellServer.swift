import Foundation
import Planning
import TemporaryFolders
import Transport

@testable import MCP

/// A server that is a shell script, in a folder of its own. Everything that it is told is in the file `told`.
struct ShellServer {
    let folder: TemporaryFolder
    private let script: String

    /// A server that answers by shell code, which finds a message's number in `$id` and the message in `$line`.
    /// - Parameter answer: what is done with each message, after ``before``.
    init(before: String = "", answer: String) throws {
        folder = try TemporaryFolder()
        script = """
            \(before)
            while IFS= read -r line; do
                printf '%s\\n' "$line" >>told
                id=$(printf '%s' "$line" | sed -n 's/.*"id":\\([0-9]*\\).*/\\1/p')
                \(answer)
            done
            """
    }

    /// A server whose script is this one and nothing else.
    init(script: String) throws {
        folder = try TemporaryFolder()
        self.script = script
    }

    /// Answers as a stateless server with a tool `echo`, whose call is carried out by `call`.
    static func modern(call: String) throws -> ShellServer {
        try ShellServer(
            answer: """
                case $line in
                    *server/discover*) printf '{"jsonrpc":"2.0","id":%s,"result":{"supportedVersions":["2026-07-28"]}}\\n' "$id" ;;
                    *tools/list*) printf '{"jsonrpc":"2.0","id":%s,"result":{"tools":[{"name":"echo","inputSchema":{}}]}}\\n' "$id" ;;
                    *tools/call*) \(call) ;;
                esac
                """)
    }

    /// Answers a call with a text.
    static func text(_ text: String) -> String {
        #"printf '{"jsonrpc":"2.0","id":%s,"result":{"content":[{"type":"text","text":"\#(text)"}]}}\n' "$id""#
    }

    /// What it was told so far.
    var told: String { (try? String(contentsOfFile: folder.file("told"), encoding: .utf8)) ?? "" }

    func transport(
        environment: [String: String] = ["PATH": "/usr/bin:/bin"], limits: MCPLimits = MCPLimits(),
        onNotice: @escaping ServerTransport.NoticeHandler = { _ in }
    ) throws -> StdioTransport {
        try StdioTransport(
            command: ["sh", "-c", script], folder: folder.path, environment: environment, limits: limits,
            onNotice: { [folder] notice in withExtendedLifetime(folder) { onNotice(notice) } })
    }

    /// A server with these settings, as the configuration would make it.
    func server(
        passing variables: [String] = [], environment: [String: String] = ["PATH": "/usr/bin:/bin"],
        limits: MCPLimits = MCPLimits()
    ) -> MCPServer {
        let settings = MCPServerSettings(
            name: "shell", place: .program(command: ["sh", "-c", script], folder: folder.path, variables: variables),
            timeout: .seconds(300), startTimeout: .seconds(300))
        let site = MCPServers.Site(
            environment: environment, identity: ClientIdentity(name: "test", version: "1"),
            client: { HTTPClient() },
            // Holds the folder for as long as the server may start in it.
            key: { [folder] _ in withExtendedLifetime(folder) { nil } })
        return MCPServers([settings], site: site, limits: limits).sorted[0]
    }
}
