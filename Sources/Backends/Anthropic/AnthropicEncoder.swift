import Planning

/// Writes a request in the format of Anthropic's messages.
///
/// The prompt is marked for the cache in three places, of four that are allowed: behind the tools and instructions, behind
/// the task, and behind the last step. Requests about one more step begin with all of that, and the provider
/// looks for what it knows from each mark backwards.
struct AnthropicEncoder {
    private let request: ModelRequest
    private let marks: Bool

    init(_ request: ModelRequest) {
        self.request = request
        marks = request.model.capabilities.caching == .marks
    }

    var document: JSONValue {
        var members: [String: JSONValue] = [
            "model": .string(request.model.id.name), "max_tokens": .integer(Int64(request.outputLimit)),
            "stream": true, "messages": .array(messages),
        ]
        let system = blocks(of: request.instructions)
        if !system.isEmpty { members["system"] = .array(marked(system)) }
        let thinks = think(&members)
        // A model that thinks takes no sampling of its own; recent ones refuse temperature and nucleus together.
        if !thinks, let temperature = request.acceptedTemperature {
            members["temperature"] = JSONValue(min(temperature, 1))
        } else if !thinks {
            members["top_p"] = request.acceptedTopP.map { JSONValue($0) }
        }
        if !request.stop.isEmpty { members["stop_sequences"] = .array(request.stop.map { .string($0) }) }
        let tools = request.acceptedTools.map(tool)
        if !tools.isEmpty {
            // The instructions come behind the tools, so that one mark is enough for both.
            members["tools"] = .array(system.isEmpty ? marked(tools) : tools)
            members["tool_choice"] = choice(thinks)
        }
        return .object(members)
    }

    // MARK: - Thinking

    /// - Returns: whether the model is going to think.
    private func think(_ members: inout [String: JSONValue]) -> Bool {
        if let effort = request.effort(.effort) {
            guard effort != .none else {
                members["thinking"] = ["type": "disabled"]
                return false
            }
            members["thinking"] = ["type": "adaptive"]
            members["output_config"] = ["effort": .string(effort == .minimal ? "low" : effort.rawValue)]
            return true
        }
        // What it thinks counts as part of its answer, of which a quarter is left for what it says.
        guard let effort = request.effort(.budget), effort != .none, !hasForeignCalls else { return false }
        let budget = min(effort.tokens, request.outputLimit / 4 * 3)
        guard budget >= 1024 else { return false }
        members["thinking"] = ["type": "enabled", "budget_tokens": .integer(Int64(budget))]
        return true
    }

    /// A model with a budget refuses to go on from a tool call without the reasoning that led to it.
    private var hasForeignCalls: Bool {
        guard let last = request.messages.last(where: { $0.role == .assistant }) else { return false }
        return !last.toolCalls.isEmpty && last.sealed?.content(for: request.model.id) == nil
    }

    // MARK: - The conversation

    /// The messages, in turn: what a user and the tools say stands together.
    private var messages: [JSONValue] {
        var turns: [(role: String, content: [JSONValue])] = []
        let lastStep = request.dialogue.lastIndex { $0.role != .user }
        for (place, message) in request.dialogue.enumerated() {
            let role = message.role == .assistant ? "assistant" : "user"
            var content = content(of: message)
            if message.sealed?.content(for: request.model.id) != nil {
                // What is given back is given back unchanged, without a mark.
            } else if let lastStep {
                if place == lastStep || place == 0 { content = marked(content) }
            } else if place == 0 {
                content = marked(content, besidesLast: content.count > 1)
            }
            guard !content.isEmpty else { continue }
            if turns.last?.role == role {
                turns[turns.count - 1].content += content
            } else {
                turns.append((role, content))
            }
        }
        // A conversation that ended with what the model said would be taken for the beginning of its answer.
        if turns.last?.role != "user" { turns.append(("user", [["type": "text", "text": "Continue."]])) }
        return turns.map { ["role": .string($0.role), "content": .array($0.content)] }
    }

    private func content(of message: Message) -> [JSONValue] {
        if let sealed = message.sealed?.content(for: request.model.id) { return sealed }
        if message.role == .tool {
            return [
                [
                    "type": "tool_result", "tool_use_id": .string(message.toolCallID ?? ""),
                    "content": .string(message.text),
                ]
            ]
        }
        return blocks(of: [message])
            + message.toolCalls.map { call in
                [
                    "type": "tool_use", "id": .string(call.id), "name": .string(call.name), "input": call.members,
                ]
            }
    }

    /// Texts as blocks; an empty one is refused.
    private func blocks(of messages: [Message]) -> [JSONValue] {
        messages.flatMap(\.pieces).filter { !$0.trimmed.isEmpty }.map { ["type": "text", "text": .string($0)] }
    }

    /// The same blocks, with a mark that the prompt up to there comes again.
    /// - Parameter besidesLast: whether the mark stands on the last block but one, because the last is a question.
    private func marked(_ blocks: [JSONValue], besidesLast: Bool = false) -> [JSONValue] {
        let place = blocks.count - (besidesLast ? 2 : 1)
        guard marks, blocks.indices.contains(place), case .object(var members) = blocks[place] else { return blocks }
        var blocks = blocks
        members["cache_control"] = ["type": "ephemeral"]
        blocks[place] = .object(members)
        return blocks
    }

    // MARK: - Tools

    private func tool(_ tool: ToolDescription) -> JSONValue {
        [
            "name": .string(tool.name), "description": .string(tool.summary), "input_schema": tool.parameters,
        ]
    }

    private func choice(_ thinks: Bool) -> JSONValue? {
        switch request.toolChoice {
        case .automatic: nil
        case .none: ["type": "none"]
        // A model that thinks cannot be made to call a tool.
        case .required: thinks ? nil : ["type": "any"]
        }
    }
}
