import Planning

/// Writes a request in OpenAI's chat-completions format. What a model's capabilities do not allow
/// is left out, because servers refuse a whole request for one field that they do not know.
struct OpenAIChatEncoder: Sendable, Hashable {
    private let usageReporting: UsageReporting

    /// An encoder for servers that report usage in the way given.
    init(usageReporting: UsageReporting = .onRequest) {
        self.usageReporting = usageReporting
    }

    /// The body of a streaming request. Equal requests give equal bytes.
    func body(for request: ModelRequest) -> [UInt8] {
        document(for: request).canonicalBytes
    }

    /// ``body(for:)`` as a value.
    func document(for request: ModelRequest) -> JSONValue {
        let capabilities = request.model.capabilities
        var members: [String: JSONValue] = [
            "model": .string(request.model.id.name), "messages": .array(messages(of: request)), "stream": true,
        ]
        members[capabilities.usesMaxCompletionTokens ? "max_completion_tokens" : "max_tokens"] =
            .integer(Int64(request.outputLimit))
        switch usageReporting {
        case .unasked: break
        case .onRequest: members["stream_options"] = ["include_usage": true]
        case .continuous: members["stream_options"] = ["include_usage": true, "continuous_usage_stats": true]
        }
        members["temperature"] = request.acceptedTemperature.map { JSONValue($0) }
        members["top_p"] = request.acceptedTopP.map { JSONValue($0) }
        members["seed"] = request.acceptedSeed()
        members["reasoning_effort"] = request.effort(.effort).map { .string($0.rawValue) }
        members["prompt_cache_key"] = request.cacheKey.map { .string($0) }
        if !request.stop.isEmpty {
            members["stop"] = .array(request.stop.map { .string($0) })
        }
        if let alternatives = request.acceptedLogprobs {
            members["logprobs"] = true
            members["top_logprobs"] = .integer(Int64(alternatives))
        }
        let tools = request.acceptedTools
        if !tools.isEmpty {
            members["tools"] = .array(tools.map(\.chatDocument))
            if request.toolChoice != .automatic {
                members["tool_choice"] = .string(request.toolChoice.rawValue)
            }
        }
        return .object(members)
    }

    /// The messages, those marked for the cache that other requests begin with as well: the instructions, and what
    /// stands before the last question.
    private func messages(of request: ModelRequest) -> [JSONValue] {
        let marks = request.model.capabilities.caching == .marks
        let instructions = marks ? request.messages.lastIndex { $0.role == .system } : nil
        let shared = marks ? request.messages.lastIndex { $0.role == .tool || !$0.breaks.isEmpty } : nil
        return request.messages.enumerated().flatMap { place, message in
            if let sealed = message.sealed?.content(for: request.model.id) { return sealed }
            return [self.message(message, of: request.model, isMarked: place == instructions || place == shared)]
        }
    }

    private func message(_ message: Message, of model: Model, isMarked: Bool) -> JSONValue {
        var members: [String: JSONValue] = ["role": .string(message.role.rawValue)]
        let onlyCalls = message.text.isEmpty && !message.toolCalls.isEmpty
        members["content"] = onlyCalls ? .null : isMarked ? Self.marked(message) : .string(message.text)
        if !message.toolCalls.isEmpty {
            members["tool_calls"] = .array(message.toolCalls.map(\.chatDocument))
            // That there was no reasoning has to be said.
            if model.capabilities.marksForeignCalls { members["reasoning_content"] = "" }
        }
        members["tool_call_id"] = message.toolCallID.map { .string($0) }
        return .object(members)
    }

    /// The text in parts, with a mark on the last that comes again: of a text that ends with a question, the last but
    /// one.
    private static func marked(_ message: Message) -> JSONValue {
        let pieces = message.pieces
        let place = max(0, pieces.count - (message.role == .user ? 2 : 1))
        return .array(
            pieces.enumerated().map { index, text in
                index == place
                    ? ["type": "text", "text": .string(text), "cache_control": ["type": "ephemeral"]]
                    : ["type": "text", "text": .string(text)]
            })
    }
}
