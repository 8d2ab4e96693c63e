/// What an MCP server does that is a program, instead of answering.
enum ProgramFault: String, CaseIterable, Sendable {
    case missing = "a program that is not there"
    case exits = "a program that ends"
    case babbles = "a program that prints rubbish, and nothing else"
    case hangs = "a program that says nothing"

    /// Those that a program can begin with in the middle of a run.
    static let ofCalls: [ProgramFault] = [.exits, .babbles, .hangs]

    private var takesTime: Bool { self == .babbles || self == .hangs }

    /// What the entry in the configuration says of one that does so from the beginning.
    var entry: String {
        let command =
            switch self {
            case .missing: "[no-such-program]"
            case .exits: #"[sh, "-c", "exit 3"]"#
            case .babbles: #"[sh, "-c", "echo rubbish; exec cat >/dev/null"]"#
            case .hangs: #"[sh, "-c", "exec cat >/dev/null"]"#
            }
        return "command: \(command)" + (takesTime ? ", start_timeout: 300ms" : "")
    }

    /// What the entry says of one whose script is ``script``, in `server.sh` beside the configuration. The list of
    /// tools has no other time-out than the call, and may take its time.
    var entryOfScript: String { "command: [sh, server.sh]" + (takesTime ? ", timeout: 10s" : "") }

    /// A server that does so when its tool is called.
    var script: String {
        let instead =
            switch self {
            case .missing, .exits: "exit 3"
            case .babbles: "echo rubbish"
            case .hangs: ":"
            }
        return """
            while IFS= read -r line; do
                id=$(printf '%s' "$line" | sed -n 's/.*"id":\\([0-9]*\\).*/\\1/p')
                case $line in
                    *server/discover*) printf '{"jsonrpc":"2.0","id":%s,"result":{"supportedVersions":["2026-07-28"]}}\\n' "$id" ;;
                    *tools/list*) printf '{"jsonrpc":"2.0","id":%s,"result":{"tools":[{"name":"look","inputSchema":{"type":"object"}}]}}\\n' "$id" ;;
                    *tools/call*) \(instead) ;;
                esac
            done
            """
    }
}
