import Planning

/// Reads an answer in Ollama's own format.
struct OllamaDecoder: AnswerDecoder {
    private let failures: FailureReader
    private var calls: [ToolCall] = []
    private(set) var hasBegun = false
    private(set) var isFinished = false

    init(failures: FailureReader) {
        self.failures = failures
    }

    mutating func push(_ payload: String) throws(BackendError) -> [ModelEvent] {
        guard !isFinished, !payload.trimmed.isEmpty else { return [] }
        return try push(try failures.object(in: payload))
    }

    mutating func push(whole body: [UInt8]) throws(BackendError) -> [ModelEvent] {
        let answer = try failures.document(in: body)
        guard answer["error"] != nil || answer["message"]?.object != nil, answer["done"]?.bool != false else {
            throw failures.malformed("an answer without a message", excerpt: answer.canonical)
        }
        let events = try push(answer)
        return try events + (isFinished ? [] : end())
    }

    mutating func end() throws(BackendError) -> [ModelEvent] {
        guard !isFinished else { return [] }
        throw failures.incomplete(hasBegun: hasBegun)
    }

    private mutating func push(_ chunk: JSONValue) throws(BackendError) -> [ModelEvent] {
        try failures.refuseError(in: chunk, hasBegun: hasBegun)
        var events: [ModelEvent] = []
        let message = chunk["message"]
        if let thoughts = message?["thinking"]?.words { events.append(.reasoning(thoughts)) }
        if let text = message?["content"]?.words { events.append(.text(text)) }
        for call in message?["tool_calls"]?.array ?? [] {
            let name = call["function"]?["name"]?.string ?? ""
            let arguments = (call["function"]?["arguments"] ?? [:]).canonical
            // Older versions give their calls no names.
            calls.append(
                ToolCall(id: call["id"]?.words ?? "call-\(calls.count + 1)", name: name, arguments: arguments))
            events.append(.toolCallPiece(bytes: name.utf8.count + arguments.utf8.count))
        }
        hasBegun = hasBegun || !events.isEmpty
        events += TokenLogprob.events(chunk["logprobs"])
        guard chunk["done"]?.bool == true else { return events }
        isFinished = true
        // A prompt that lay in the cache as a whole is not counted.
        if let output = chunk["eval_count"]?.tokenCount {
            let input = chunk["prompt_eval_count"]?.tokenCount ?? 0
            let said = chunk.object?.filter { $0.key.hasSuffix("_count") || $0.key.hasSuffix("_duration") } ?? [:]
            events.append(
                .usage(
                    Usage(freshInput: input, output: output, provenance: .reported),
                    raw: JSONValue.object(said).canonical))
        }
        let reason: FinishReason =
            switch chunk["done_reason"]?.string {
            case "stop"?, nil: .stop
            case "length"?: .length
            default: .other
            }
        return events + calls.map { .toolCall($0) } + [.finished(reason.calling(calls))]
    }
}
