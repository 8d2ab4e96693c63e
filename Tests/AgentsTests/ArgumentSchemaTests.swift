@testable import Agents
import Planning
import Testing

struct ArgumentSchemaTests {
    private let schema = ArgumentSchema(schema: [
        "type": "object",
        "properties": [
            "text": ["type": "string"], "count": ["type": "integer"], "ratio": ["type": "number"],
            "deep": ["type": "object", "properties": ["on": ["type": "boolean"]], "required": ["on"]],
            "list": ["type": "array", "items": ["type": "integer"]], "either": ["type": ["string", "null"]],
            "color": ["type": "string", "enum": ["red", "green"]], "free": [:],
            "open": ["type": "object"], "map": ["type": "object", "additionalProperties": ["type": "string"]],
        ],
        "required": ["text"],
    ])

    @Test func argumentsThatFitAreAccepted() {
        #expect(
            schema.fault(in: [
                "text": "", "count": 1.0, "ratio": 1, "deep": ["on": true], "list": [1, 2], "either": nil,
                "color": "red", "free": [1, "x"], "open": ["a": 1], "map": ["k": "v"],
            ]) == nil)
    }

    @Test(
        arguments: [
            ([:], "The argument “text” is missing."),
            (["text": 1], "The argument “text” must be a string."),
            (["text": "", "count": 1.5], "The argument “count” must be an integer."),
            (["text": "", "ratio": "1"], "The argument “ratio” must be a number."),
            (["text": "", "deep": [:]], "The argument “deep.on” is missing."),
            (["text": "", "deep": ["on": 1]], "The argument “deep.on” must be a boolean."),
            (["text": "", "deep": ["on": true, "off": 1]], "There is no argument “deep.off”; the arguments are on."),
            (["text": "", "list": [1, "2"]], "The argument “list[1]” must be an integer."),
            (["text": "", "list": [:]], "The argument “list” must be an array."),
            (["text": "", "either": 1], "The argument “either” must be a string or null."),
            (["text": "", "color": "blue"], #"The argument “color” must be one of "red", "green"."#),
            (
                ["text": "", "other": 1],
                "There is no argument “other”; "
                    + "the arguments are color, count, deep, either, free, list, map, open, ratio, text."
            ),
        ] as [([String: JSONValue], String)])
    func theFirstFaultIsNamed(arguments: [String: JSONValue], fault: String) {
        #expect(schema.fault(in: arguments) == fault)
    }

    @Test func furtherArgumentsAreForTheSchemaToAllow() {
        let open = ArgumentSchema(schema: ["type": "object", "properties": ["a": [:]], "additionalProperties": true])
        #expect(open.fault(in: ["b": 1]) == nil)
        #expect(ArgumentSchema(schema: ["type": "object"]).fault(in: ["b": 1]) == nil)
        #expect(ArgumentSchema(schema: [:]).fault(in: ["b": 1]) == nil)
    }
}
