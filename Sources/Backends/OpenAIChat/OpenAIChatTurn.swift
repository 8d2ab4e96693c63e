import Planning

/// The answer as the assistant's message that it becomes, where a server wants reasoning to be shown again with the
/// calls it led to: DeepSeek as text, OpenRouter as details of which some are signed or encrypted.
struct OpenAIChatTurn: Sendable {
    private var text = ""
    private var reasoning = ""
    private var details: [JSONValue] = []

    /// Takes in a piece of the message.
    /// - Parameter events: what it says.
    mutating func take(_ delta: JSONValue, saying events: [ModelEvent]) {
        for case .text(let more) in events { text += more }
        reasoning += delta["reasoning_content"]?.string ?? ""
        for piece in delta["reasoning_details"]?.array ?? [] { add(piece) }
    }

    /// A detail comes whole, or in pieces one after the other that share an index.
    private mutating func add(_ piece: JSONValue) {
        guard let index = piece["index"], let last = details.last?.object, last["index"] == index,
            last["type"] == piece["type"], let more = piece.object
        else { return details.append(piece) }
        // What comes again stands, unless it is a text that goes on.
        var members = last.merging(more) { before, after in before == .null ? after : before }
        for key in ["text", "summary", "data"] {
            if let before = last[key]?.string, let after = more[key]?.string { members[key] = .string(before + after) }
        }
        details[details.count - 1] = .object(members)
    }

    /// The message; nil where it holds nothing that has to be shown again.
    func sealed(by model: ModelID, calling calls: [ToolCall]) -> SealedTurn? {
        guard !details.isEmpty || !reasoning.isEmpty && !calls.isEmpty else { return nil }
        var members: [String: JSONValue] = [
            "role": "assistant", "content": text.isEmpty && !calls.isEmpty ? .null : .string(text),
        ]
        if !reasoning.isEmpty { members["reasoning_content"] = .string(reasoning) }
        if !details.isEmpty { members["reasoning_details"] = .array(details) }
        if !calls.isEmpty { members["tool_calls"] = .array(calls.map(\.chatDocument)) }
        return SealedTurn(by: model, [.object(members)])
    }
}
