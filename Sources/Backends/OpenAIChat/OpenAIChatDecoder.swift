import Planning

/// Reads an answer in OpenAI's chat-completions format.
struct OpenAIChatDecoder: AnswerDecoder {
    private let model: ModelID
    private let failures: FailureReader
    private var calls = ToolCallAssembler()
    private var turn = OpenAIChatTurn()
    private var finishReason: FinishReason?
    private var usage: OpenAIChatUsage?
    private(set) var hasBegun = false
    private(set) var isFinished = false

    init(model: ModelID, failures: FailureReader) {
        self.model = model
        self.failures = failures
    }

    mutating func push(_ payload: String) throws(BackendError) -> [ModelEvent] {
        guard !isFinished else { return [] }
        let text = payload.trimmed
        if text == "[DONE]" {
            finishReason = finishReason ?? .other
            return try end()
        }
        return try push(try failures.object(in: text))
    }

    mutating func push(whole body: [UInt8]) throws(BackendError) -> [ModelEvent] {
        let answer = try failures.document(in: body)
        let events = try push(answer)
        guard answer["choices"]?.array?.isEmpty == false else {
            throw failures.malformed("an answer without choices", excerpt: answer.canonical)
        }
        finishReason = finishReason ?? .other
        return try events + end()
    }

    mutating func end() throws(BackendError) -> [ModelEvent] {
        guard !isFinished else { return [] }
        guard let reason = finishReason else {
            throw failures.incomplete(hasBegun: hasBegun)
        }
        isFinished = true
        let whole = calls.finish()
        let sealed = turn.sealed(by: model, calling: whole).map { [ModelEvent.sealed($0)] } ?? []
        return whole.map { .toolCall($0) } + sealed + [.finished(reason.calling(whole))]
    }

    private mutating func push(_ chunk: JSONValue) throws(BackendError) -> [ModelEvent] {
        let reported = OpenAIChatUsage(in: chunk)
        // At once: the piece that says what was used may also be the one that breaks the answer off.
        if reported != nil { hasBegun = true }
        try failures.refuseError(in: chunk, hasBegun: hasBegun)
        var events: [ModelEvent] = []
        // Only one answer is ever asked for. The chunk that carries the usage may have none.
        if let choice = chunk["choices"]?.array?.first {
            try read(choice, into: &events)
        }
        if let reported, reported != usage {
            usage = reported
            events.append(.usage(reported.usage, raw: reported.raw.canonical))
            if let charged = reported.charged { events.append(.charged(charged)) }
        }
        return events
    }

    private mutating func read(_ choice: JSONValue, into events: inout [ModelEvent]) throws(BackendError) {
        // `message` is what a server sends that does not stream.
        let delta = choice["delta"] ?? choice["message"]
        // Some servers send the same reasoning under both names.
        if let text = (delta?["reasoning_content"] ?? delta?["reasoning"])?.words { events.append(.reasoning(text)) }
        read(content: delta?["content"], into: &events)
        if let refusal = delta?["refusal"]?.string, !refusal.isEmpty {
            events.append(.text(refusal))
            finishReason = .filtered
        }
        for piece in delta?["tool_calls"]?.array ?? [] {
            events.append(.toolCallPiece(bytes: calls.add(piece)))
        }
        turn.take(delta ?? .null, saying: events)
        if !events.isEmpty { hasBegun = true }
        events += TokenLogprob.events(choice["logprobs"]?["content"])
        if let reason = choice["finish_reason"]?.string, !reason.isEmpty {
            try finish(reason)
        }
    }

    /// The text of an answer: a string, or a list of parts of which some are reasoning.
    private func read(content: JSONValue?, into events: inout [ModelEvent]) {
        switch content {
        case .string(let text)?:
            if !text.isEmpty { events.append(.text(text)) }
        case .array(let parts)?:
            for part in parts {
                if let thoughts = part["thinking"]?.array {
                    let text = thoughts.compactMap { $0["text"]?.string }.joined()
                    if !text.isEmpty { events.append(.reasoning(text)) }
                } else if let text = part["text"]?.string, !text.isEmpty {
                    events.append(.text(text))
                }
            }
        default: break
        }
    }

    private mutating func finish(_ reason: String) throws(BackendError) {
        let known: FinishReason? =
            switch reason {
            case "stop", "eos": .stop
            case "length", "model_length": .length
            case "tool_calls", "function_call": .toolCalls
            case "content_filter": .filtered
            // DeepSeek's and OpenRouter's words for an answer that they could not complete.
            case "insufficient_system_resource", "error": nil
            default: .other
            }
        guard let known else {
            throw failures.cut("the provider broke the answer off (“\(reason)”)", hasBegun: hasBegun)
        }
        if finishReason != .filtered { finishReason = known }
    }
}

extension TokenLogprob {
    /// What a list of tokens says, in OpenAI's formats and in Ollama's.
    static func events(_ list: JSONValue?) -> [ModelEvent] {
        let tokens = (list?.array ?? []).compactMap(TokenLogprob.init)
        return tokens.isEmpty ? [] : [.logprobs(tokens)]
    }

    /// Reads one element of `logprobs.content`.
    private init?(_ element: JSONValue) {
        guard let token = element["token"]?.string, let logprob = element["logprob"]?.double else { return nil }
        var alternatives: [String: Double] = [:]
        for alternative in element["top_logprobs"]?.array ?? [] {
            guard let token = alternative["token"]?.string else { continue }
            alternatives[token] = alternative["logprob"]?.double
        }
        self.init(token: token, logprob: logprob, alternatives: alternatives)
    }
}
