/// What went wrong between us and a server of tools: what happened, doing what, and what to try next. Never holds a key.
public struct MCPError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failures.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The program that is the server is not there, or the system does not start it.
        case cannotStart = "cannot-start"
        /// The server, or its connection, ended.
        case ended
        /// The server cannot be reached.
        case unreachable
        /// The server wants a key, or another one.
        case unauthorized
        /// No answer came in time.
        case timedOut = "timed-out"
        /// What came is not what the protocol says.
        case malformed
        /// More came than is taken.
        case tooMuch = "too-much"
        /// There is no version that both sides speak, or the server has no tools to offer.
        case unsupported
        /// The server answered with an error.
        case refused
        /// The server wants something of the user, who is not asked.
        case needsInput = "needs-input"
        /// The server forgot the session.
        case sessionLost = "session-lost"
        /// The tool is not there, or not what it was when the run began.
        case changedTool = "changed-tool"
        /// The connection has been closed by us.
        case closed
    }

    /// The kind of failure.
    public let code: Code
    /// Which server; empty as long as it is known from where the error came up.
    public private(set) var server = ""
    /// What the server did, as what follows its name.
    public let message: String
    /// What to try next.
    public let suggestion: String?
    /// The last lines that the server wrote to its standard error. Whatever they hold is for the user at the terminal,
    /// and not for models and records.
    public let lastWords: String

    init(_ code: Code, _ message: String, suggestion: String? = nil, lastWords: String = "") {
        self.code = code
        self.message = message
        self.suggestion = suggestion
        self.lastWords = lastWords
    }

    /// The same failure, of the server `name`.
    func of(_ name: String) -> MCPError {
        var error = self
        if error.server.isEmpty { error.server = name }
        return error
    }

    /// What happened and what to try, without what the server wrote.
    public var summary: String {
        "the MCP server\(server.isEmpty ? "" : " “\(server)”") \(message)" + (suggestion.map { "; \($0)" } ?? "")
    }

    public var description: String { lastWords.isEmpty ? summary : "\(summary); the last it said was:\(lastWords)" }
}

extension MCPError {
    /// Whether the same may succeed at another time. Where the server has understood what is wanted of it and says no,
    /// it would say so again.
    public var isPassing: Bool {
        switch code {
        case .refused, .needsInput, .changedTool, .unsupported: false
        case .cannotStart, .ended, .unreachable, .unauthorized, .timedOut, .malformed, .tooMuch, .sessionLost, .closed:
            true
        }
    }

    /// Of a connection that we have closed, or are about to.
    static let notAsked = MCPError(.closed, "is no longer asked")

    /// More than `limit` messages came in a row that answer nothing.
    static func flood(_ limit: Int) -> MCPError {
        MCPError(.tooMuch, "sends more than \(limit) messages in a row that answer nothing")
    }
}
