import LoopbackServer
import Planning

/// An MCP server behind an address that misbehaves at one moment of a run.
struct FaultyToolServer {
    /// When it misbehaves.
    enum Moment {
        /// Whatever it is asked.
        case always
        /// Whenever its tool is called.
        case calls
        /// When its tool is called for the first time.
        case firstCall
    }

    private let server: ScriptedServer
    private let untrusted: UntrustedServer?
    private let fault: Fault
    private let moment: Moment

    /// - Parameter called: opened when its tool is called.
    init(_ fault: Fault, at moment: Moment, called: Gate = Gate()) async throws {
        self.fault = fault
        self.moment = moment
        untrusted = try await fault == .untrusted ? UntrustedServer() : nil
        let counter = Counter()
        server = try ScriptedServer { request in
            let message = try? JSONValue(parsing: request.text)
            let isCall = message?["method"] == "tools/call"
            if isCall { called.open() }
            let number = isCall ? counter.next() : 0
            let isWell =
                switch moment {
                case .always: false
                case .calls: !isCall
                case .firstCall: number != 1
                }
            return isWell ? Self.answer(to: message) : Self.script(fault)
        }
    }

    /// How often its tool was called.
    var calls: Int {
        server.requests.count { (try? JSONValue(parsing: $0.text))?["method"] == "tools/call" }
    }

    func stop() {
        server.stop()
        untrusted?.stop()
    }

    /// What its entry in the configuration says.
    var entry: String {
        let port = untrusted?.port ?? server.port
        let url = "\(fault.isOfTheConnection ? "https" : "http")://127.0.0.1:\(port)/mcp"
        guard fault.takesTime else { return #"url: "\#(url)""# }
        // What is well at first gets the time that it may take, on a machine that is slow and busy: the list of tools
        // has no other time-out than the call.
        return #"url: "\#(url)", "# + (moment == .always ? "start_timeout: 300ms" : "timeout: 10s")
    }

    /// What it answers where it does not misbehave.
    static func answer(to message: JSONValue?) -> ServerScript {
        let id = message?["id"]?.canonical ?? "null"
        let result =
            switch message?["method"]?.string {
            case "server/discover": #"{"supportedVersions":["2026-07-28"],"capabilities":{"tools":{}}}"#
            case "tools/list": #"{"tools":[{"name":"look","inputSchema":{"type":"object"}}]}"#
            default: #"{"content":[{"type":"text","text":"all is well"}]}"#
            }
        return .json(#"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#)
    }

    private static func script(_ fault: Fault) -> ServerScript {
        guard fault == .cut else { return fault.script }
        // What is cut off in the middle has to begin like an answer.
        return [.eventsHead, .chunk(Array(#"data: {"jsonrpc":"2.0","#.utf8)), .cut]
    }
}
