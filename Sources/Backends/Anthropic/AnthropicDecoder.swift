import Planning

/// Reads an answer in the format of Anthropic's messages.
struct AnthropicDecoder: AnswerDecoder {
    private let model: ModelID
    private let failures: FailureReader
    private var blocks: [Int64: AnthropicBlock] = [:]
    private var usage = AnthropicUsage()
    private var finishReason: FinishReason?
    private(set) var hasBegun = false
    private(set) var isFinished = false

    init(model: ModelID, failures: FailureReader) {
        self.model = model
        self.failures = failures
    }

    mutating func push(_ payload: String) throws(BackendError) -> [ModelEvent] {
        guard !isFinished else { return [] }
        let event = try failures.object(in: payload)
        let index = event["index"]?.integer ?? 0
        switch event["type"]?.string {
        case "message_start":
            return report(event["message"]?["usage"])
        case "content_block_start":
            return begin(AnthropicBlock(event["content_block"] ?? .null), at: index)
        case "content_block_delta":
            return take(event["delta"] ?? .null, at: index)
        case "message_delta":
            if let reason = event["delta"]?["stop_reason"]?.string { finishReason = Self.reason(reason) }
            return report(event["usage"])
        case "message_stop":
            finishReason = finishReason ?? .other
            return try end()
        case "error":
            throw failures.error(inStream: event, hasBegun: hasBegun)
        default:
            // Pings, ends of blocks, and what may be added one day.
            try failures.refuseError(in: event, hasBegun: hasBegun)
            return []
        }
    }

    mutating func push(whole body: [UInt8]) throws(BackendError) -> [ModelEvent] {
        let message = try failures.document(in: body)
        if message["type"]?.string == "error" || message["error"] ?? .null != .null {
            throw failures.error(inStream: message, hasBegun: false)
        }
        guard let content = message["content"]?.array else {
            throw failures.malformed("an answer without content", excerpt: message.canonical)
        }
        var events: [ModelEvent] = []
        for (place, block) in content.enumerated() { events += begin(AnthropicBlock(block), at: Int64(place)) }
        events += report(message["usage"])
        finishReason = message["stop_reason"]?.string.map(Self.reason) ?? .other
        return try events + end()
    }

    mutating func end() throws(BackendError) -> [ModelEvent] {
        guard !isFinished else { return [] }
        guard let reason = finishReason else {
            throw failures.incomplete(hasBegun: hasBegun)
        }
        isFinished = true
        let blocks = blocks.sorted { $0.key < $1.key }.map(\.value)
        let calls = blocks.enumerated().compactMap { $0.element.call(number: $0.offset + 1) }
        var events = calls.map { ModelEvent.toolCall($0) }
        let content = blocks.compactMap(\.content)
        // Without a signature there is nothing that could not be said otherwise; and half a turn is none.
        if blocks.contains(where: \.isSealed), content.count == blocks.count {
            events.append(.sealed(SealedTurn(by: model, content)))
        }
        return events + [.finished(reason.calling(calls))]
    }

    private mutating func report(_ said: JSONValue?) -> [ModelEvent] {
        guard usage.take(said) else { return [] }
        hasBegun = true
        return [.usage(usage.usage, raw: usage.raw)]
    }

    private mutating func begin(_ block: AnthropicBlock, at index: Int64) -> [ModelEvent] {
        blocks[index] = block
        return begun(block.opening)
    }

    private mutating func take(_ delta: JSONValue, at index: Int64) -> [ModelEvent] {
        begun(blocks[index, default: AnthropicBlock(kindOf: delta)].take(delta))
    }

    private mutating func begun(_ event: ModelEvent?) -> [ModelEvent] {
        guard let event else { return [] }
        hasBegun = true
        return [event]
    }

    private static func reason(_ reason: String) -> FinishReason {
        switch reason {
        case "end_turn", "stop_sequence": .stop
        case "max_tokens", "model_context_window_exceeded": .length
        case "tool_use": .toolCalls
        case "refusal": .filtered
        default: .other
        }
    }
}
