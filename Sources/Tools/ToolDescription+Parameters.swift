import Planning

extension ToolDescription {
    /// A parameter of a built-in tool.
    struct Parameter {
        let name: String
        let type: String
        let summary: String
        let isRequired: Bool

        static func text(_ name: String, _ summary: String, isRequired: Bool = true) -> Parameter {
            Parameter(name: name, type: "string", summary: summary, isRequired: isRequired)
        }

        static func integer(_ name: String, _ summary: String) -> Parameter {
            Parameter(name: name, type: "integer", summary: summary, isRequired: false)
        }
    }

    /// Describes a built-in tool.
    init(_ name: String, _ summary: String, _ parameters: [Parameter], effect: EffectClass) {
        let properties = parameters.map {
            ($0.name, JSONValue.object(["type": .string($0.type), "description": .string($0.summary)]))
        }
        self.init(
            name: name, summary: summary,
            parameters: [
                "type": "object", "properties": .object(Dictionary(uniqueKeysWithValues: properties)),
                "required": .array(parameters.filter(\.isRequired).map { .string($0.name) }),
                "additionalProperties": false,
            ],
            effect: effect)
    }
}
