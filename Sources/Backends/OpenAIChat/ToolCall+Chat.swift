import Planning

extension ToolCall {
    /// The call as a message of chat completions shows it.
    var chatDocument: JSONValue {
        ["id": .string(id), "type": "function", "function": ["name": .string(name), "arguments": .string(arguments)]]
    }
}

extension ToolDescription {
    /// The tool as chat completions describe it, and Ollama in the same words.
    var chatDocument: JSONValue {
        [
            "type": "function",
            "function": ["name": .string(name), "description": .string(summary), "parameters": parameters],
        ]
    }
}
