/// How an action stands in a model's answer.
public enum ActionFormat: Sendable, Hashable {
    /// As a tool call of the provider's own kind.
    case nativeTools
    /// As text between `<tag>` and `</tag>`.
    case tagged(tag: String)
    /// As text that a regular expression finds.
    case pattern(TextPattern)
    /// As a paragraph of plain text, which is the step itself.
    case paragraph

    /// The names in a definition.
    enum Name: String, CaseIterable {
        case nativeTools = "native-tools"
        case tagged, pattern, paragraph
    }

    /// The name in a definition.
    var name: Name {
        switch self {
        case .nativeTools: .nativeTools
        case .tagged: .tagged
        case .pattern: .pattern
        case .paragraph: .paragraph
        }
    }
}
