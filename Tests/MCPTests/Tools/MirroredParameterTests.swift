import Planning
import Testing

@testable import MCP

struct MirroredParameterTests {
    private let schema: JSONValue = [
        "type": "object",
        "properties": [
            "region": ["type": "string", "x-mcp-header": "Region"],
            "limits": ["type": "object", "properties": ["rows": ["type": "integer", "x-mcp-header": "Rows"]]],
            "dry": ["type": "boolean", "x-mcp-header": "Dry"], "query": ["type": "string"],
            "x-mcp-header": ["type": "string"],
        ],
    ]

    private func headers(_ arguments: [String: JSONValue]) throws -> [String] {
        try MirroredParameter.all(in: schema).compactMap { $0.argument(in: arguments) }.map {
            "\($0.name): \($0.value)"
        }
    }

    @Test func markedArgumentsAreRepeatedByHeaders() throws {
        #expect(
            try headers(["region": "us-west1", "limits": ["rows": 42], "dry": false, "query": "SELECT 1"])
                == ["Dry: false", "Rows: 42", "Region: us-west1"])
    }

    @Test func whatIsNotThereIsNotRepeated() throws {
        #expect(try headers(["region": .null, "limits": 7, "query": "x"]) == [])
        #expect(try headers([:]) == [])
    }

    @Test(
        arguments: [
            ["properties": ["a": ["type": "string", "x-mcp-header": ""]]],
            ["properties": ["a": ["type": "string", "x-mcp-header": "a b"]]],
            ["properties": ["a": ["type": "string", "x-mcp-header": "a\r\nX"]]],
            ["properties": ["a": ["type": "string", "x-mcp-header": 1]]],
            ["properties": ["a": ["type": "number", "x-mcp-header": "A"]]],
            ["properties": ["a": ["x-mcp-header": "A"]]],
            ["properties": ["a": ["type": "array", "items": ["type": "string", "x-mcp-header": "A"]]]],
            ["properties": ["a": ["oneOf": [["type": "string", "x-mcp-header": "A"]]]]],
            ["x-mcp-header": "A"],
            [
                "properties": [
                    "a": ["type": "string", "x-mcp-header": "Same"], "b": ["type": "string", "x-mcp-header": "same"],
                ]
            ],
        ] as [JSONValue])
    func marksThatTheProtocolForbidsAreRefused(schema: JSONValue) {
        #expect(throws: MalformedMessage.self) { try MirroredParameter.all(in: schema) }
    }

    /// The examples of the specification.
    @Test(
        arguments: [
            ("us-west1", "us-west1"), ("Hello, 世界", "=?base64?SGVsbG8sIOS4lueVjA==?="),
            (" padded ", "=?base64?IHBhZGRlZCA=?="), ("line1\nline2", "=?base64?bGluZTEKbGluZTI=?="),
            ("=?base64?literal?=", "=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?="), ("", ""),
        ])
    func valuesAreEncodedAsTheSpecificationSays(value: String, header: String) {
        #expect(HeaderText.encoded(value) == header)
    }
}
