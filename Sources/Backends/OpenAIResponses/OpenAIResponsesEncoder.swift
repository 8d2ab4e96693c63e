import Planning

/// Writes a request in the format of OpenAI's responses. It knows neither seeds nor texts that end an answer.
struct OpenAIResponsesEncoder {
    /// Less is refused.
    private static let leastOutput = 16

    private let request: ModelRequest
    private let thinks: Bool

    init(_ request: ModelRequest) {
        self.request = request
        thinks = request.model.capabilities.reasoning == .effort
    }

    var document: JSONValue {
        var members: [String: JSONValue] = [
            "model": .string(request.model.id.name), "input": .array(request.messages.flatMap(items)),
            "max_output_tokens": .integer(Int64(max(request.outputLimit, Self.leastOutput))), "stream": true,
            "store": false,
        ]
        members["temperature"] = request.acceptedTemperature.map { JSONValue($0) }
        members["top_p"] = request.acceptedTopP.map { JSONValue($0) }
        members["prompt_cache_key"] = request.cacheKey.map { .string($0) }
        var include: [JSONValue] = []
        if thinks {
            // What it thought comes sealed, to be given back; it is not kept at the provider.
            include.append("reasoning.encrypted_content")
            var reasoning: [String: JSONValue] = ["summary": "auto"]
            reasoning["effort"] = request.model.effort.map { .string($0.rawValue) }
            members["reasoning"] = .object(reasoning)
        }
        if let alternatives = request.acceptedLogprobs {
            include.append("message.output_text.logprobs")
            members["top_logprobs"] = .integer(Int64(alternatives))
        }
        if !include.isEmpty { members["include"] = .array(include) }
        let tools = request.acceptedTools
        if !tools.isEmpty {
            members["tools"] = .array(tools.map(tool))
            if request.toolChoice != .automatic { members["tool_choice"] = .string(request.toolChoice.rawValue) }
        }
        return .object(members)
    }

    private func items(_ message: Message) -> [JSONValue] {
        if let sealed = message.sealed?.content(for: request.model.id) { return sealed }
        if message.role == .tool {
            return [
                [
                    "type": "function_call_output", "call_id": .string(message.toolCallID ?? ""),
                    "output": .string(message.text),
                ]
            ]
        }
        let spoken: [JSONValue] =
            message.text.isEmpty && !message.toolCalls.isEmpty
            ? [] : [["role": .string(message.role.rawValue), "content": .string(message.text)]]
        return spoken
            + message.toolCalls.map { call in
                [
                    "type": "function_call", "call_id": .string(call.id), "name": .string(call.name),
                    "arguments": .string(call.arguments),
                ]
            }
    }

    private func tool(_ tool: ToolDescription) -> JSONValue {
        [
            "type": "function", "name": .string(tool.name), "description": .string(tool.summary),
            // Strict schemas are a dialect of their own, in which nothing may be left out.
            "parameters": tool.parameters, "strict": false,
        ]
    }
}
