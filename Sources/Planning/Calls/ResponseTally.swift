/// What has arrived of an answer, and what it has used so far. A value: events go in, and at any
/// moment the answer can be settled.
struct ResponseTally: Sendable {
    private(set) var text = ""
    private(set) var reasoning = ""
    private(set) var toolCalls: [ToolCall] = []
    private(set) var sealed: SealedTurn?
    private(set) var logprobs: [TokenLogprob] = []
    private(set) var finishReason: FinishReason?
    private(set) var requestID: String?
    private(set) var reported: Usage?
    private(set) var rawUsage: String?
    private(set) var charged: Money?
    private(set) var spared: Duration?
    private(set) var attempts = 1
    /// The model that is asked in the place of the one that was named, and where.
    private(set) var server: (model: Model, place: String)?
    private(set) var isAccepted = false

    // Output since the last report of usage: what the report does not know of yet.
    private var freshBytes = 0
    // All of the answer that could be seen.
    private var seenBytes = 0
    private var freshPieces = 0
    private var freshLogprobs = 0
    // A tool call that is announced whole was counted piece by piece before.
    private var pieceBytes = 0

    /// Takes in the next event.
    /// - Returns: whether the event brought a piece of the answer itself.
    mutating func record(_ event: ModelEvent) -> Bool {
        switch event {
        case .accepted(let id):
            isAccepted = true
            requestID = id ?? requestID
        case .retrying(let attempt, _):
            let server = server
            self = ResponseTally()
            self.server = server
            attempts = attempt
        case .served(let model, let place):
            server = (model, place)
        case .text(let piece):
            text += piece
            return count(bytes: piece.utf8.count)
        case .reasoning(let piece):
            reasoning += piece
            return count(bytes: piece.utf8.count)
        case .toolCallPiece(let bytes):
            pieceBytes += bytes
            return count(bytes: bytes)
        case .toolCall(let call):
            toolCalls.append(call)
            let bytes = call.name.utf8.count + call.arguments.utf8.count
            let known = min(bytes, pieceBytes)
            pieceBytes -= known
            return bytes > known ? count(bytes: bytes - known) : true
        case .sealed(let turn):
            sealed = turn
        case .logprobs(let tokens):
            logprobs += tokens
            freshLogprobs += tokens.count
        case .usage(let usage, let raw):
            reported = usage
            rawUsage = raw ?? rawUsage
            (freshBytes, freshPieces, freshLogprobs) = (0, 0, 0)
        case .charged(let amount):
            charged = amount
        case .spared(let time):
            spared = time
        case .finished(let reason):
            finishReason = reason
        }
        return false
    }

    private mutating func count(bytes: Int) -> Bool {
        guard bytes > 0 else { return false }
        freshBytes += bytes
        seenBytes += bytes
        freshPieces += 1
        return true
    }

    /// The tokens of the answer that could be seen, by our own count.
    func seenTokens(of request: ModelRequest, by estimator: UsageEstimator) -> Int {
        estimator.tokens(inBytes: seenBytes, of: request.model.id)
    }

    /// What the call used. Exact if the answer is complete and the provider reported it; otherwise
    /// an estimate on top of what was reported last.
    /// - Parameter age: how long the call has been going on.
    func usage(of request: ModelRequest, by estimator: UsageEstimator, age: Duration) -> Usage {
        if finishReason != nil, let reported { return reported }
        // No token is shorter than a piece or than an entry of log-probabilities, so the largest of
        // the three counts is nearest to the truth.
        let fresh = max(
            freshPieces, freshLogprobs, estimator.tokens(inBytes: freshBytes, of: request.model.id))
        guard var usage = reported else {
            return estimator.cancelled.usage(
                of: request.model.id, promptTokens: estimator.promptTokens(of: request), seen: fresh, age: age)
        }
        // Some providers count the prompt at once and the answer at its end: what they hide of it is on top of
        // what could be seen.
        usage.output = max(usage.output + fresh, estimator.cancelled.hiddenOutput(of: request.model.id, age: age))
        usage.provenance = .estimated
        return usage
    }

    /// The answer as the record keeps it; nil when nothing came.
    var transcript: String? {
        let lines = (text.isEmpty ? [] : [text]) + toolCalls.map { "\($0.name) \($0.arguments)" }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
}
