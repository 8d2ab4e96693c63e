/// One message of a conversation.
public struct Message: Sendable, Hashable, Codable {
    /// Who speaks.
    public enum Role: String, Sendable, Hashable, Codable {
        case system, user, assistant, tool
    }

    /// Who speaks.
    public let role: Role
    /// What is said; empty for an assistant message that only calls tools.
    public let text: String
    /// The tools that an assistant message calls.
    public let toolCalls: [ToolCall]
    /// The call that a tool message answers.
    public let toolCallID: String?
    /// An assistant message in its provider's own form, where that holds more than can be said here.
    public let sealed: SealedTurn?
    /// Where the text may be cut for providers that are told which beginning of a prompt to keep: offsets in
    /// bytes of UTF-8, ascending. What stands before one of them, other requests begin with as well.
    public let breaks: [Int]

    /// A message.
    public init(
        role: Role, text: String, toolCalls: [ToolCall] = [], toolCallID: String? = nil, sealed: SealedTurn? = nil,
        breaks: [Int] = []
    ) {
        self.role = role
        self.text = text
        self.toolCalls = toolCalls
        self.toolCallID = toolCallID
        self.sealed = sealed
        self.breaks = breaks
    }

    /// The text, cut at its breaks; no piece is empty.
    public var pieces: [String] {
        let bytes = Array(text.utf8)
        let ends = breaks.filter { (1..<max(bytes.count, 1)).contains($0) } + [bytes.count]
        return zip([0] + ends, ends).filter { $0 < $1 }.map { String(decoding: bytes[$0..<$1], as: UTF8.self) }
    }

    /// An instruction that holds for the whole conversation.
    public static func system(_ text: String) -> Message { Message(role: .system, text: text) }
    /// What the user says.
    public static func user(_ text: String) -> Message { Message(role: .user, text: text) }
    /// What the model said.
    public static func assistant(
        _ text: String, calling toolCalls: [ToolCall] = [], sealed: SealedTurn? = nil
    ) -> Message {
        Message(role: .assistant, text: text, toolCalls: toolCalls, sealed: sealed)
    }
    /// What a tool returned.
    public static func tool(_ text: String, answering id: String) -> Message {
        Message(role: .tool, text: text, toolCallID: id)
    }
}
