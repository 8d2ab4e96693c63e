/// A local server that speaks chat completions as OpenAI-compatible servers do, streaming and not,
/// with scripted answers, delays, failures and cuts; and that keeps its own count of what it charged.
///
///     let server = try ChatServer { request in
///         request.model == "big" ? .text("Paris it is") : .failure(429, retryAfter: "2")
///     }
///     // … a client is pointed at server.baseURL …
///     let charges = server.charges(for: "big")
///
/// What a token is: a word, so that tests can count by hand; see ``tokens(in:)``. A prompt has the
/// tokens of its messages and three more for each. A piece is charged when it is generated, whether
/// or not the client is still there to receive it, as providers do.
public final class ChatServer: Sendable {
    private let server: ScriptedServer
    private let ledger: Watched<ChatLedger>

    /// The logarithm of the probability of every piece, when log-probabilities are asked for.
    public static let logprob = -0.125

    /// Starts the server.
    ///
    /// - Parameters:
    ///   - models: the names that `/v1/models` lists. Any model may be asked.
    ///   - sleep: how the delays of answers are waited for; real time unless a test has its own.
    ///   - answer: what is said to each request.
    /// - Throws: ``ServerFailure`` when there is no socket to be had.
    public init(
        models: [String] = [],
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        answer: @escaping @Sendable (ChatRequest) async -> ChatAnswer
    ) throws {
        let ledger = Watched(ChatLedger())
        self.ledger = ledger
        server = try ScriptedServer { request in
            switch (request.method, request.path) {
            case ("GET", "/v1/models"): return Self.listing(of: models)
            case ("POST", "/v1/chat/completions"):
                guard let chat = ChatRequest(request) else {
                    return Self.failing(
                        with: .failure(400, message: "no chat completion", type: "invalid_request_error"))
                }
                let number = ledger.change { $0.begin(chat) }
                let answer = await answer(chat)
                if answer.failure != nil {
                    ledger.change { $0.openCalls -= 1 }
                    return Self.failing(with: answer)
                }
                return ChatCall(chat, number: number, answer: answer, ledger: ledger, sleep: sleep).script
            default:
                return Self.failing(
                    with: .failure(404, message: "no such path", type: "invalid_request_error"))
            }
        }
    }

    /// What a client is pointed at; ends in `/v1`.
    public var baseURL: String { server.url("/v1") }

    /// The server below, for what it knows of connections and raw requests.
    public var wire: ScriptedServer { server }

    /// Every completion that was asked for, in order.
    public var requests: [ChatRequest] { ledger.value.requests }

    /// What was charged for a model.
    public func charges(for model: String) -> ChatCharges {
        ledger.value.charges[model] ?? ChatCharges()
    }

    /// What was charged, by model.
    public var charges: [String: ChatCharges] { ledger.value.charges }

    /// Calls that are being answered. The charges are final when it is zero.
    public var openCalls: Int { ledger.value.openCalls }

    /// Returns when no call is being answered any more, those that clients closed included, so that
    /// the charges are final.
    public func settled() async {
        await ledger.wait { $0.openCalls == 0 }
    }

    /// Stops listening and closes all connections.
    public func stop() {
        server.stop()
    }

    /// How many tokens a text has: its words, and one for a text of blanks alone.
    public static func tokens(in text: String) -> Int {
        text.isEmpty ? 0 : max(1, text.split(whereSeparator: \.isWhitespace).count)
    }

    /// How many tokens a request's prompt has.
    public static func promptTokens(of request: ChatRequest) -> Int {
        request.messages.reduce(0) { $0 + 3 + tokens(in: $1.content) }
    }

    private static func listing(of models: [String]) -> ServerScript {
        let entries = models.map { ["id": $0, "object": "model", "owned_by": "loopback"] }
        return .json(ChatWire.text(["object": "list", "data": entries]))
    }

    private static func failing(with answer: ChatAnswer) -> ServerScript {
        guard let failure = answer.failure else { return [.cut] }
        var fields = [("Content-Type", "application/json"), ("x-request-id", "req-failed")]
        if let retryAfter = failure.retryAfter { fields.append(("Retry-After", retryAfter)) }
        return .reply(failure.status, fields, text: failure.body)
    }
}
