import Foundation
import TemporaryFolders

/// An MCP server that is a shell script: a read-only tool `time` in a closed world, and `erase`, of which it says
/// nothing. Everything that it is told is in a file.
struct ShellToolServer {
    private let folder: TemporaryFolder

    private static let tools = """
        {"name":"time","description":"Tells the time.\\\\nMore of it.","inputSchema":{"type":"object",\
        "properties":{"zone":{"type":"string"}}},"annotations":{"readOnlyHint":true,"openWorldHint":false}},\
        {"name":"erase","inputSchema":{"type":"object"}}
        """

    init() throws {
        folder = try TemporaryFolder()
        let script = """
            while IFS= read -r line; do
                printf '%s\\n' "$line" >>'\(folder.file("told"))'
                id=$(printf '%s' "$line" | sed -n 's/.*"id":\\([0-9]*\\).*/\\1/p')
                case $line in
                    *server/discover*) printf '{"jsonrpc":"2.0","id":%s,"result":{"supportedVersions":["2026-07-28"],"serverInfo":{"name":"clock","version":"2"}}}\\n' "$id" ;;
                    *tools/list*) printf '{"jsonrpc":"2.0","id":%s,"result":{"tools":[\(Self.tools)]}}\\n' "$id" ;;
                    *nowhere*) printf '{"jsonrpc":"2.0","id":%s,"result":{"isError":true,"content":[{"type":"text","text":"no such zone"}]}}\\n' "$id" ;;
                    *crash*) echo "my key is hunter2" >&2; exit 3 ;;
                    *tools/call*) printf '{"jsonrpc":"2.0","id":%s,"result":{"content":[{"type":"text","text":"noon, and %s"}]}}\\n' "$id" "$SECRET$SHOWN" ;;
                esac
            done
            """
        try Data(script.utf8).write(to: folder.url.appending(path: "server.sh"))
    }

    /// What it was told so far.
    var told: String { (try? String(contentsOfFile: folder.file("told"), encoding: .utf8)) ?? "" }

    /// How often one of its tools was called.
    var calls: Int { told.split(separator: "\n").count { $0.contains(#""method":"tools/call""#) } }

    /// Its entry in the configuration.
    func config(_ more: String = "") -> String {
        """
        mcp:
          servers:
            clock:
              command: [sh, \(folder.file("server.sh"))]
              env: [SHOWN]
        \(more.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n"))

        """
    }
}
