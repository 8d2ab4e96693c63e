import Planning

/// Writes a request in Ollama's own format.
struct OllamaEncoder {
    private let request: ModelRequest

    init(_ request: ModelRequest) {
        self.request = request
    }

    var document: JSONValue {
        var members: [String: JSONValue] = [
            "model": .string(request.model.id.name), "messages": .array(request.messages.map(message)),
            "stream": true, "options": options,
        ]
        if let effort = request.effort(.effort) {
            members["think"] = effort == .none ? false : .string(effort == .minimal ? "low" : effort.rawValue)
        } else if let effort = request.effort(.toggle) {
            members["think"] = .bool(effort != .none)
        }
        if let alternatives = request.acceptedLogprobs {
            members["logprobs"] = true
            members["top_logprobs"] = .integer(Int64(alternatives))
        }
        // It knows no other way to forbid calls than to show no tools.
        let tools = request.toolChoice == .none ? [] : request.acceptedTools
        if !tools.isEmpty { members["tools"] = .array(tools.map(\.chatDocument)) }
        return .object(members)
    }

    private var options: JSONValue {
        var members: [String: JSONValue] = ["num_predict": .integer(Int64(request.outputLimit))]
        members["temperature"] = request.acceptedTemperature.map { JSONValue($0) }
        members["top_p"] = request.acceptedTopP.map { JSONValue($0) }
        members["seed"] = request.acceptedSeed(bits: 32)
        if !request.stop.isEmpty { members["stop"] = .array(request.stop.map { .string($0) }) }
        // Unless it is told, a few thousand tokens have to do, and what is before them is cut off in silence.
        members["num_ctx"] = request.model.capabilities.contextLength.map { .integer(Int64($0)) }
        return .object(members)
    }

    private func message(_ message: Message) -> JSONValue {
        var members: [String: JSONValue] = [
            "role": .string(message.role.rawValue), "content": .string(message.text),
        ]
        if !message.toolCalls.isEmpty {
            members["tool_calls"] = .array(
                message.toolCalls.map { ["function": ["name": .string($0.name), "arguments": $0.members]] })
        }
        if message.role == .tool { members["tool_name"] = .string(request.tool(called: message.toolCallID)) }
        return .object(members)
    }
}
