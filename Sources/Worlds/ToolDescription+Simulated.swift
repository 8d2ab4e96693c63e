import Planning

extension ToolDescription {
    /// A tool of a simulated world. It is pure, and all its arguments are of one JSON type.
    /// - Parameters:
    ///   - type: the type's name in JSON Schema.
    ///   - arguments: what each argument is.
    init(simulated name: String, _ summary: String, takes type: JSONValue, _ arguments: [String: String]) {
        let properties = arguments.mapValues { JSONValue.object(["type": type, "description": .string($0)]) }
        self.init(
            name: name, summary: summary,
            parameters: [
                "type": "object", "properties": .object(properties),
                "required": .array(arguments.keys.sorted().map { .string($0) }), "additionalProperties": false,
            ],
            effect: .pure)
    }
}
