/// A tool call as a model writes it.
public struct ToolCall: Sendable, Hashable, Codable {
    /// The provider's name of this call; a tool message answers it.
    public let id: String
    /// The tool.
    public let name: String
    /// The arguments as the model wrote them: meant to be a JSON object, but nothing is certain yet.
    public let arguments: String

    /// A tool call.
    public init(id: String, name: String, arguments: String) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}
