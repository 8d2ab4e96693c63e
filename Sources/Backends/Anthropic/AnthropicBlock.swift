import Planning

/// One block of an answer, as far as it has come.
struct AnthropicBlock: Sendable {
    private enum Kind {
        case text, thinking, tool, other
    }

    private let kind: Kind
    /// The block as it began.
    private var members: [String: JSONValue]
    /// Its text, its thoughts, or the arguments of its call.
    private var text: String
    private var signature: String?

    /// A block as a `content_block_start` announces it, or whole.
    init(_ block: JSONValue) {
        members = block.object ?? [:]
        signature = block["signature"]?.words
        switch block["type"]?.string {
        case "text":
            kind = .text
            text = block["text"]?.string ?? ""
        case "thinking":
            kind = .thinking
            text = block["thinking"]?.string ?? ""
        case "tool_use":
            kind = .tool
            // Where the arguments follow in pieces, an empty object stands here.
            let input = block["input"] ?? [:]
            text = input.object?.isEmpty == false ? input.canonical : ""
        default:
            kind = .other
            text = ""
        }
    }

    /// A block that nobody announced.
    init(kindOf delta: JSONValue) {
        switch delta["type"]?.string {
        case "thinking_delta", "signature_delta": self.init(["type": "thinking"])
        case "input_json_delta": self.init(["type": "tool_use"])
        default: self.init(["type": "text"])
        }
    }

    /// What the beginning of the block says already.
    var opening: ModelEvent? {
        switch kind {
        case .text: text.isEmpty ? nil : .text(text)
        case .thinking: text.isEmpty ? nil : .reasoning(text)
        case .tool: .toolCallPiece(bytes: (members["name"]?.string ?? "").utf8.count + text.utf8.count)
        case .other: nil
        }
    }

    /// Takes in more of the block.
    mutating func take(_ delta: JSONValue) -> ModelEvent? {
        if let signature = delta["signature"]?.words { self.signature = signature }
        let member =
            switch kind {
            case .text: "text"
            case .thinking: "thinking"
            case .tool: "partial_json"
            case .other: ""
            }
        guard let more = delta[member]?.words else { return nil }
        text += more
        return switch kind {
        case .text: .text(more)
        case .thinking: .reasoning(more)
        case .tool: .toolCallPiece(bytes: more.utf8.count)
        case .other: nil
        }
    }

    /// The call that the block makes.
    /// - Parameter number: stands in for a name that the provider left out.
    func call(number: Int) -> ToolCall? {
        guard kind == .tool else { return nil }
        return ToolCall(
            id: members["id"]?.words ?? "call-\(number)", name: members["name"]?.string ?? "",
            arguments: text.isEmpty ? "{}" : text)
    }

    /// Whether it holds what only its provider can read or vouch for.
    var isSealed: Bool { signature != nil || members["type"]?.string == "redacted_thinking" }

    /// The block as it is given back; nil if it is not whole.
    var content: JSONValue? {
        var members = members
        switch kind {
        case .text: members["text"] = .string(text)
        case .thinking:
            guard let signature else { return nil }
            members["thinking"] = .string(text)
            members["signature"] = .string(signature)
        case .tool:
            guard let input = text.isEmpty ? [:] : try? JSONValue(parsing: text), input.object != nil else {
                return nil
            }
            members["input"] = input
        case .other: break
        }
        return .object(members)
    }
}
