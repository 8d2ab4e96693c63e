import Planning

/// Reads an answer in the format of Gemini's `generateContent`.
///
/// The answer is complete when its stream ends: a piece with nothing but usage may follow on the one that says why it
/// ended.
struct GeminiDecoder: AnswerDecoder {
    private let model: ModelID
    private let failures: FailureReader
    private var parts = GeminiParts()
    private var calls: [ToolCall] = []
    private var usage: JSONValue?
    private var finishReason: FinishReason?
    private var isAnnounced = false
    private(set) var hasBegun = false
    private(set) var isFinished = false

    init(model: ModelID, failures: FailureReader) {
        self.model = model
        self.failures = failures
    }

    mutating func push(_ payload: String) throws(BackendError) -> [ModelEvent] {
        guard !isFinished else { return [] }
        return try push(try failures.object(in: payload))
    }

    mutating func push(whole body: [UInt8]) throws(BackendError) -> [ModelEvent] {
        let document = try failures.document(in: body)
        var events: [ModelEvent] = []
        for chunk in document.array ?? [document] {
            guard chunk.object != nil else {
                throw failures.malformed("an answer without candidates", excerpt: document.canonical)
            }
            events += try push(chunk)
        }
        guard finishReason != nil else {
            throw failures.malformed("an answer without candidates", excerpt: document.canonical)
        }
        return try events + end()
    }

    mutating func end() throws(BackendError) -> [ModelEvent] {
        guard !isFinished else { return [] }
        guard let reason = finishReason else {
            throw failures.incomplete(hasBegun: hasBegun)
        }
        isFinished = true
        var events = calls.map { ModelEvent.toolCall($0) }
        if parts.isSealed { events.append(.sealed(SealedTurn(by: model, parts.content))) }
        return events + [.finished(reason.calling(calls))]
    }

    private mutating func push(_ chunk: JSONValue) throws(BackendError) -> [ModelEvent] {
        try failures.refuseError(in: chunk, hasBegun: hasBegun)
        var events: [ModelEvent] = []
        if !isAnnounced, let id = chunk["responseId"]?.words {
            isAnnounced = true
            events.append(.accepted(requestID: id))
        }
        // Only one answer is ever asked for.
        if let candidate = chunk["candidates"]?.array?.first {
            for part in candidate["content"]?["parts"]?.array ?? [] { read(part, into: &events) }
            let tokens = TokenLogprob.list(candidate["logprobsResult"])
            if !tokens.isEmpty { events.append(.logprobs(tokens)) }
            if let reason = candidate["finishReason"]?.string { finishReason = Self.reason(reason) }
        }
        // A prompt that is refused has no candidates at all.
        if chunk["promptFeedback"]?["blockReason"]?.words != nil { finishReason = finishReason ?? .filtered }
        if let said = chunk["usageMetadata"], said.object != nil, said != usage {
            usage = said
            hasBegun = true
            events.append(.usage(Usage(gemini: said), raw: said.canonical))
        }
        return events
    }

    private mutating func read(_ part: JSONValue, into events: inout [ModelEvent]) {
        parts.add(part)
        if let call = part["functionCall"], let name = call["name"]?.string {
            // Older versions give their calls no names.
            let arguments = (call["args"] ?? [:]).canonical
            calls.append(
                ToolCall(id: call["id"]?.words ?? "call-\(calls.count + 1)", name: name, arguments: arguments))
            events.append(.toolCallPiece(bytes: name.utf8.count + arguments.utf8.count))
        } else if let text = part["text"]?.words {
            events.append(part["thought"]?.bool == true ? .reasoning(text) : .text(text))
        } else {
            return
        }
        hasBegun = true
    }

    private static func reason(_ reason: String) -> FinishReason {
        switch reason {
        case "STOP": .stop
        case "MAX_TOKENS": .length
        case "SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY": .filtered
        default: .other
        }
    }
}

extension TokenLogprob {
    /// Reads Gemini's `logprobsResult`.
    static func list(_ result: JSONValue?) -> [TokenLogprob] {
        let alternatives = result?["topCandidates"]?.array ?? []
        return (result?["chosenCandidates"]?.array ?? []).enumerated().compactMap { place, chosen in
            guard let token = chosen["token"]?.string, let logprob = chosen["logProbability"]?.double else {
                return nil
            }
            var others: [String: Double] = [:]
            if alternatives.indices.contains(place) {
                for other in alternatives[place]["candidates"]?.array ?? [] {
                    guard let token = other["token"]?.string else { continue }
                    others[token] = other["logProbability"]?.double
                }
            }
            return TokenLogprob(token: token, logprob: logprob, alternatives: others)
        }
    }
}
