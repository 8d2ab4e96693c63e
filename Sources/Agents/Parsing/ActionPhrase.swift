import Planning

/// Puts a tool call into words for people: `stack c on a`. Never read by a model, and never compared.
enum ActionPhrase {
    /// The tool, its first argument, and then each further one after its name. Required arguments
    /// come first, in the order in which the schema requires them.
    static func text(tool: String, arguments: [String: JSONValue], schema: JSONValue) -> String {
        let required = schema["required"]?.array?.compactMap(\.string) ?? []
        let names = required.filter { arguments[$0] != nil } + arguments.keys.filter { !required.contains($0) }.sorted()
        return names.enumerated().reduce(into: tool) { text, name in
            guard let value = arguments[name.element] else { return }
            text += (name.offset == 0 ? " " : " \(name.element) ") + word(value)
        }
    }

    private static func word(_ value: JSONValue) -> String {
        guard let text = value.string, !text.isEmpty, !text.contains(where: \.isNewline) else { return value.canonical }
        return text
    }
}
