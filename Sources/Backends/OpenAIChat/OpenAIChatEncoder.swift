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
            "model": .string(request.model.id.name),
            "messages": .array(request.messages.map(message)),
            "stream": true,
        ]
        let limit = min(request.maxOutput, capabilities.maxOutput ?? .max)
        members[capabilities.usesMaxCompletionTokens ? "max_completion_tokens" : "max_tokens"] = .integer(Int64(limit))
        switch usageReporting {
        case .unasked: break
        case .onRequest: members["stream_options"] = ["include_usage": true]
        case .continuous: members["stream_options"] = ["include_usage": true, "continuous_usage_stats": true]
        }
        if capabilities.temperature {
            members["temperature"] = request.temperature.map { JSONValue($0) }
            members["top_p"] = request.topP.map { JSONValue($0) }
        }
        // Servers read the seed as a signed integer.
        members["seed"] = request.seed.map { .integer(Int64($0 & UInt64(Int64.max))) }
        if !request.stop.isEmpty {
            members["stop"] = .array(request.stop.map { .string($0) })
        }
        if capabilities.logprobs, let alternatives = request.topLogprobs {
            members["logprobs"] = true
            members["top_logprobs"] = .integer(Int64(min(max(alternatives, 0), 20)))
        }
        if capabilities.tools, !request.tools.isEmpty {
            members["tools"] = .array(request.tools.map(tool))
            if request.toolChoice != .automatic {
                members["tool_choice"] = .string(request.toolChoice.rawValue)
            }
        }
        return .object(members)
    }

    private func message(_ message: Message) -> JSONValue {
        var members: [String: JSONValue] = ["role": .string(message.role.rawValue)]
        let onlyCalls = message.text.isEmpty && !message.toolCalls.isEmpty
        members["content"] = onlyCalls ? .null : .string(message.text)
        if !message.toolCalls.isEmpty {
            members["tool_calls"] = .array(
                message.toolCalls.map { call in
                    [
                        "id": .string(call.id), "type": "function",
                        "function": ["name": .string(call.name), "arguments": .string(call.arguments)],
                    ]
                })
        }
        members["tool_call_id"] = message.toolCallID.map { .string($0) }
        return .object(members)
    }

    private func tool(_ tool: ToolDescription) -> JSONValue {
        [
            "type": "function",
            "function": [
                "name": .string(tool.name), "description": .string(tool.summary), "parameters": tool.parameters,
            ],
        ]
    }
}
