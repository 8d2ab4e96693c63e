/// A call to a model that went wrong: what happened, and what to try next.
public struct BackendError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The classes of failures; what to do about a failure follows from its class alone.
    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        /// 429: too many requests or tokens. Waiting helps.
        case rateLimited = "rate-limited"
        /// The account has no money left. Waiting does not help.
        case outOfMoney = "out-of-money"
        /// The provider is overloaded.
        case overloaded
        /// A fault on the provider's side before anything was streamed.
        case serverFault = "server-fault"
        /// The connection was lost after the answer had begun; what came may have been billed.
        case cutMidStream = "cut-mid-stream"
        /// A model server that is still loading its model.
        case loading
        /// The prompt does not fit.
        case tooLarge = "too-large"
        /// The provider does not accept the request as it stands.
        case badRequest = "bad-request"
        /// The key is missing.
        case missingKey = "missing-key"
        /// The key is refused.
        case unauthorized
        /// There is no such model.
        case unknownModel = "unknown-model"
        /// No connection: no such host, nobody listens, no network.
        case unreachable
        /// The server's certificate is not to be trusted.
        case untrustedCertificate = "untrusted-certificate"
        /// Nothing came for too long.
        case timedOut = "timed-out"
        /// The answer is not in the provider's own format.
        case malformedResponse = "malformed-response"
    }

    /// The class of the failure.
    public let code: Code
    /// What happened, doing what.
    public let message: String
    /// What to try next.
    public let suggestion: String?
    /// The HTTP status, if there was one.
    public let status: Int?
    /// How long the provider asks to wait.
    public let retryAfter: Duration?
    /// The provider's name for the request.
    public let requestID: String?

    /// A failure.
    public init(
        _ code: Code, _ message: String, suggestion: String? = nil, status: Int? = nil, retryAfter: Duration? = nil,
        requestID: String? = nil
    ) {
        self.code = code
        self.message = message
        self.suggestion = suggestion
        self.status = status
        self.retryAfter = retryAfter
        self.requestID = requestID
    }

    public var description: String {
        let request = requestID.map { " (request \($0))" } ?? ""
        return message + request + (suggestion.map { "; \($0)" } ?? "")
    }
}
