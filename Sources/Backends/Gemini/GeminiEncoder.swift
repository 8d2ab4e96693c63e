import Planning

/// Writes a request in the format of Gemini's `generateContent`.
struct GeminiEncoder {
    /// What stands for the signature of a call that the model did not make itself.
    private static let foreignSignature: JSONValue = "skip_thought_signature_validator"

    private let request: ModelRequest

    init(_ request: ModelRequest) {
        self.request = request
    }

    var document: JSONValue {
        var members: [String: JSONValue] = ["contents": .array(contents), "generationConfig": configuration]
        let instructions = request.instructions.map { JSONValue.object(["text": .string($0.text)]) }
        if !instructions.isEmpty { members["systemInstruction"] = ["parts": .array(instructions)] }
        let tools = request.acceptedTools
        if !tools.isEmpty {
            members["tools"] = [["functionDeclarations": .array(tools.map(declaration))]]
            if let mode = Self.mode(request.toolChoice) {
                members["toolConfig"] = ["functionCallingConfig": ["mode": mode]]
            }
        }
        return .object(members)
    }

    private var configuration: JSONValue {
        var members: [String: JSONValue] = ["maxOutputTokens": .integer(Int64(request.outputLimit))]
        members["temperature"] = request.acceptedTemperature.map { JSONValue($0) }
        members["topP"] = request.acceptedTopP.map { JSONValue($0) }
        members["seed"] = request.acceptedSeed(bits: 32)
        if !request.stop.isEmpty { members["stopSequences"] = .array(request.stop.map { .string($0) }) }
        if let alternatives = request.acceptedLogprobs {
            members["responseLogprobs"] = true
            if alternatives > 0 { members["logprobs"] = .integer(Int64(alternatives)) }
        }
        if let effort = request.effort(.effort) {
            members["thinkingConfig"] = [
                "includeThoughts": true,
                "thinkingLevel": .string(effort == .none ? "minimal" : effort.rawValue),
            ]
        } else if let effort = request.effort(.budget) {
            members["thinkingConfig"] = [
                "includeThoughts": .bool(effort != .none), "thinkingBudget": .integer(Int64(effort.tokens)),
            ]
        }
        return .object(members)
    }

    /// The conversation in turn: what a user and the tools say stands together.
    private var contents: [JSONValue] {
        var turns: [(role: String, parts: [JSONValue])] = []
        for message in request.dialogue {
            let role = message.role == .assistant ? "model" : "user"
            let parts = parts(of: message)
            guard !parts.isEmpty else { continue }
            if turns.last?.role == role {
                turns[turns.count - 1].parts += parts
            } else {
                turns.append((role, parts))
            }
        }
        return turns.map { ["role": .string($0.role), "parts": .array($0.parts)] }
    }

    private func parts(of message: Message) -> [JSONValue] {
        if let sealed = message.sealed?.content(for: request.model.id) { return sealed }
        if message.role == .tool {
            // Calls have no names in older versions, so that an answer is told by its tool.
            let tool = request.tool(called: message.toolCallID)
            return [
                ["functionResponse": ["name": .string(tool), "response": ["result": .string(message.text)]]]
            ]
        }
        let text: [JSONValue] = message.text.isEmpty ? [] : [["text": .string(message.text)]]
        let calls = message.toolCalls.enumerated().map { place, call -> JSONValue in
            var part: [String: JSONValue] = ["functionCall": ["name": .string(call.name), "args": call.members]]
            // Of calls side by side the first one bears the signature.
            if place == 0, request.model.capabilities.marksForeignCalls {
                part["thoughtSignature"] = Self.foreignSignature
            }
            return .object(part)
        }
        return text + calls
    }

    private func declaration(_ tool: ToolDescription) -> JSONValue {
        var members: [String: JSONValue] = ["name": .string(tool.name), "description": .string(tool.summary)]
        // An object without properties is refused.
        if tool.parameters["properties"]?.object?.isEmpty == false {
            members["parametersJsonSchema"] = tool.parameters
        }
        return .object(members)
    }

    private static func mode(_ choice: ModelRequest.ToolChoice) -> JSONValue? {
        switch choice {
        case .automatic: nil
        case .none: "NONE"
        case .required: "ANY"
        }
    }
}
