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

    /// A message.
    public init(role: Role, text: String, toolCalls: [ToolCall] = [], toolCallID: String? = nil) {
        self.role = role
        self.text = text
        self.toolCalls = toolCalls
        self.toolCallID = toolCallID
    }

    /// An instruction that holds for the whole conversation.
    public static func system(_ text: String) -> Message { Message(role: .system, text: text) }
    /// What the user says.
    public static func user(_ text: String) -> Message { Message(role: .user, text: text) }
    /// What the model said.
    public static func assistant(_ text: String, calling toolCalls: [ToolCall] = []) -> Message {
        Message(role: .assistant, text: text, toolCalls: toolCalls)
    }
    /// What a tool returned.
    public static func tool(_ text: String, answering id: String) -> Message {
        Message(role: .tool, text: text, toolCallID: id)
    }
}
