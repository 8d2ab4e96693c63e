/// What a chat server says to one request.
public struct ChatAnswer: Sendable {
    /// When usage is told.
    public enum UsageReport: Sendable {
        /// As the API has it: always in a whole reply, in a stream only if it was asked for.
        case whenAsked
        /// Never, as some servers do.
        case never
    }

    /// An answer that is an error instead.
    public struct Failure: Sendable {
        /// The HTTP status.
        public var status: Int
        /// The body, as it is.
        public var body: String
        /// The `Retry-After` field.
        public var retryAfter: String?
    }

    /// What is generated, in order.
    public var pieces: [ChatPiece]
    /// Why it ends; by default `tool_calls` when there is one, else `stop`.
    public var finishReason: String?
    /// The wait before the first piece, in the server's own time.
    public var firstDelay: Duration
    /// The wait before each further piece.
    public var pieceDelay: Duration
    /// Closed before this piece is generated, and held until then: for tests that stop in mid-stream.
    public var gates: [Int: Gate]
    /// The connection is cut after so many pieces.
    public var cutAfter: Int?
    /// When usage is told.
    public var usage: UsageReport
    /// How many of the prompt's tokens count as read from the cache.
    public var cachedTokens: Int
    /// The error that is sent instead.
    public var failure: Failure?

    /// An answer of these pieces.
    public init(
        _ pieces: [ChatPiece], finishReason: String? = nil, firstDelay: Duration = .zero, pieceDelay: Duration = .zero,
        gates: [Int: Gate] = [:], cutAfter: Int? = nil, usage: UsageReport = .whenAsked, cachedTokens: Int = 0
    ) {
        self.pieces = pieces
        self.finishReason = finishReason
        self.firstDelay = firstDelay
        self.pieceDelay = pieceDelay
        self.gates = gates
        self.cutAfter = cutAfter
        self.usage = usage
        self.cachedTokens = cachedTokens
    }

    /// An answer of this text, a piece a word.
    public static func text(_ text: String) -> ChatAnswer { ChatAnswer(ChatPiece.words(text)) }

    /// A reply with an error status and the API's usual error body.
    public static func failure(
        _ status: Int, message: String = "scripted", type: String = "server_error", code: String? = nil,
        retryAfter: String? = nil
    ) -> ChatAnswer {
        var error: [String: Any] = ["message": message, "type": type]
        if let code { error["code"] = code }
        return failure(status, body: ChatWire.text(["error": error]), retryAfter: retryAfter)
    }

    /// A reply with an error status and any body.
    public static func failure(_ status: Int, body: String, retryAfter: String? = nil) -> ChatAnswer {
        var answer = ChatAnswer([])
        answer.failure = Failure(status: status, body: body, retryAfter: retryAfter)
        return answer
    }
}
