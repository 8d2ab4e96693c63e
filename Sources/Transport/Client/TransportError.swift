/// A request that did not get through: what happened, doing what, and what to try next. Never holds
/// a header, a body, or the user, password and query of a URL.
public struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The classes of failures; what to do about a failure follows from its class alone.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// No connection: no such host, nobody listens there, no network.
        case unreachable
        /// No connection within the connect time-out.
        case connectTimedOut = "connect-timed-out"
        /// Connected, but nothing of the reply came within the first-byte time-out.
        case firstByteTimedOut = "first-byte-timed-out"
        /// The reply began, and then nothing came for the idle time-out.
        case idleTimedOut = "idle-timed-out"
        /// The exchange was not over within the total time-out.
        case totalTimedOut = "total-timed-out"
        /// The server's certificate is not to be trusted.
        case untrustedCertificate = "untrusted-certificate"
        /// TLS could not be agreed on, or its settings cannot be used.
        case tls
        /// The connection was lost after the reply had begun.
        case cutOff = "cut-off"
        /// The connection was lost after the request was sent and before anything of the reply came.
        case resetBeforeFirstByte = "reset-before-first-byte"
        /// The reply is longer than allowed: its body, its head, or a server-sent event.
        case tooLarge = "too-large"
        /// More redirects than allowed.
        case tooManyRedirects = "too-many-redirects"
        /// What came is not HTTP, or not what its own head announces.
        case protocolError = "protocol-error"
        /// The request cannot be sent as it stands.
        case invalidRequest = "invalid-request"
        /// The body was being read by two tasks at once.
        case readTwice = "read-twice"
        /// The client was shut down while the exchange was open.
        case shutDown = "shut-down"
    }

    /// The class of the failure.
    public let code: Code
    /// What happened, doing what.
    public let message: String
    /// What to try next.
    public let suggestion: String?

    /// A failure.
    public init(_ code: Code, _ message: String, suggestion: String? = nil) {
        self.code = code
        self.message = message
        self.suggestion = suggestion
    }

    public var description: String {
        message + (suggestion.map { "; \($0)" } ?? "")
    }
}
