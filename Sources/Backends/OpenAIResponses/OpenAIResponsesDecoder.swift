import Planning

/// Reads an answer in the format of OpenAI's responses.
struct OpenAIResponsesDecoder: AnswerDecoder {
    private let model: ModelID
    private let failures: FailureReader
    /// The items of the answer that are whole, by their place.
    private var items: [Int64: JSONValue] = [:]
    private var isRefused = false
    private var hasReasoned = false
    private(set) var hasBegun = false
    private(set) var isFinished = false

    init(model: ModelID, failures: FailureReader) {
        self.model = model
        self.failures = failures
    }

    mutating func push(_ payload: String) throws(BackendError) -> [ModelEvent] {
        guard !isFinished else { return [] }
        // Some servers of this format end their streams like chat completions.
        if payload.trimmed == "[DONE]" { return try end() }
        let event = try failures.object(in: payload)
        switch event["type"]?.string {
        case "response.created":
            return event["response"]?["id"]?.words.map { [.accepted(requestID: $0)] } ?? []
        case "response.output_text.delta":
            return begun(event["delta"]?.words.map { .text($0) }) + TokenLogprob.events(event["logprobs"])
        case "response.refusal.delta":
            isRefused = true
            return begun(event["delta"]?.words.map { .text($0) })
        case "response.reasoning_summary_part.added":
            return hasReasoned ? begun(.reasoning("\n\n")) : []
        case "response.reasoning_summary_text.delta", "response.reasoning_text.delta":
            hasReasoned = true
            return begun(event["delta"]?.words.map { .reasoning($0) })
        case "response.output_item.added":
            // Reasoning that is never shown is billed as well.
            hasBegun = true
            guard event["item"]?["type"]?.string == "function_call" else { return [] }
            return begun(event["item"]?["name"]?.words.map { .toolCallPiece(bytes: $0.utf8.count) })
        case "response.function_call_arguments.delta":
            return begun(event["delta"]?.words.map { .toolCallPiece(bytes: $0.utf8.count) })
        case "response.output_item.done":
            if let item = event["item"] { items[event["output_index"]?.integer ?? Int64(items.count)] = item }
            return []
        case "response.completed", "response.incomplete", "response.failed":
            return try finish(event["response"] ?? .null)
        case "error":
            throw failures.error(inStream: event, hasBegun: hasBegun)
        default:
            try failures.refuseError(in: event, hasBegun: hasBegun)
            return []
        }
    }

    mutating func push(whole body: [UInt8]) throws(BackendError) -> [ModelEvent] {
        let response = try failures.document(in: body)
        try failures.refuseError(in: response, hasBegun: false)
        guard let output = response["output"]?.array else {
            throw failures.malformed("an answer without output", excerpt: response.canonical)
        }
        var events: [ModelEvent] = response["id"]?.words.map { [.accepted(requestID: $0)] } ?? []
        for (place, item) in output.enumerated() {
            items[Int64(place)] = item
            for part in item["content"]?.array ?? item["summary"]?.array ?? [] {
                switch part["type"]?.string {
                case "output_text":
                    events += begun(part["text"]?.words.map { .text($0) })
                    events += TokenLogprob.events(part["logprobs"])
                case "refusal":
                    isRefused = true
                    events += begun(part["refusal"]?.words.map { .text($0) })
                case "summary_text", "reasoning_text": events += begun(part["text"]?.words.map { .reasoning($0) })
                default: continue
                }
            }
        }
        return try events + finish(response)
    }

    mutating func end() throws(BackendError) -> [ModelEvent] {
        guard !isFinished else { return [] }
        throw failures.incomplete(hasBegun: hasBegun)
    }

    private mutating func begun(_ event: ModelEvent?) -> [ModelEvent] {
        guard let event else { return [] }
        hasBegun = true
        return [event]
    }

    private mutating func finish(_ response: JSONValue) throws(BackendError) -> [ModelEvent] {
        let status = response["status"]?.string
        if status == "failed" || status == "cancelled" || (response["error"] ?? .null) != .null {
            throw failures.error(inStream: response, hasBegun: hasBegun || !Self.usage(in: response).isEmpty)
        }
        isFinished = true
        var events = Self.usage(in: response)
        let output = items.sorted { $0.key < $1.key }.map(\.value)
        let calls = output.enumerated().compactMap { Self.call($0.element, number: $0.offset + 1) }
        events += calls.map { .toolCall($0) }
        // Without sealed reasoning there is nothing that could not be said otherwise.
        if output.contains(where: { $0["encrypted_content"]?.words != nil }) {
            events.append(.sealed(SealedTurn(by: model, output)))
        }
        let reason: FinishReason =
            switch response["incomplete_details"]?["reason"]?.string {
            case "max_output_tokens"?: .length
            case "content_filter"?: .filtered
            case _? where status == "incomplete": .other
            default: isRefused ? .filtered : .stop
            }
        return events + [.finished(reason.calling(calls))]
    }

    private static func call(_ item: JSONValue, number: Int) -> ToolCall? {
        guard item["type"]?.string == "function_call" else { return nil }
        return ToolCall(
            id: item["call_id"]?.words ?? "call-\(number)", name: item["name"]?.string ?? "",
            arguments: item["arguments"]?.words ?? "{}")
    }

    private static func usage(in response: JSONValue) -> [ModelEvent] {
        guard let said = response["usage"], let input = said["input_tokens"]?.tokenCount else { return [] }
        let details = said["input_tokens_details"]
        let read = min(details?["cached_tokens"]?.tokenCount ?? 0, input)
        let written = min(details?["cache_write_tokens"]?.tokenCount ?? 0, input - read)
        let output = said["output_tokens"]?.tokenCount ?? 0
        let reasoning = said["output_tokens_details"]?["reasoning_tokens"]?.tokenCount ?? 0
        let usage = Usage(
            freshInput: input - read - written, cacheRead: read, cacheWrite: written, output: output,
            reasoning: min(reasoning, output), serviceTier: Usage.tier(named: response["service_tier"]?.string),
            provenance: .reported)
        return [.usage(usage, raw: said.canonical)]
    }
}
