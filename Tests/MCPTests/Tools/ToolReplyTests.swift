import Planning
import Testing

@testable import MCP

struct ToolReplyTests {
    private func text(_ result: JSONValue, limit: Int = 1000) throws -> String {
        try ToolReply(result, limit: limit).text
    }

    @Test func partsOfAResultAreWrittenForAModelThatReadsText() throws {
        let parts: JSONValue = [
            ["type": "text", "text": "It is\nwarm."],
            ["type": "image", "mimeType": "image/png", "data": "AAAAAAAA"],
            ["type": "audio", "data": "AAAA"],
            ["type": "resource_link", "uri": "file:///a", "name": "a"],
            ["type": "resource", "resource": ["uri": "file:///b", "text": "inside"]],
            ["type": "resource", "resource": ["uri": "file:///c", "mimeType": "x/y", "blob": "AAAA"]],
            ["type": "hologram"], 7,
        ]
        #expect(
            try text(["content": parts]) == """
                It is
                warm.
                [image, image/png, 6 bytes]
                [audio, of unknown type, 3 bytes]
                [resource file:///a]
                inside
                [resource file:///c, x/y, 3 bytes]
                [something of a kind that is not known here]
                [something of a kind that is not known here]
                """)
    }

    @Test func structuredContentCountsWhereThereIsNoOther() throws {
        #expect(try text(["content": [], "structuredContent": ["b": 1, "a": [true]]]) == #"{"a":[true],"b":1}"#)
        #expect(try text(["structuredContent": 7]) == "7")
        #expect(try text(["content": [["type": "text", "text": "seven"]], "structuredContent": 7]) == "seven")
        #expect(try text([:]) == "")
    }

    @Test func aFailureIsToldApart() throws {
        #expect(try ToolReply(["content": [], "isError": true], limit: 10).isError)
        #expect(try !ToolReply(["content": [], "isError": "no"], limit: 10).isError)
    }

    @Test func longTextIsCutWhereACharacterBegins() throws {
        let result: JSONValue = ["content": [["type": "text", "text": "ääää"]]]
        for limit in 0..<8 {
            let cut = try text(result, limit: limit)
            #expect(cut == String(repeating: "ä", count: limit / 2) + "\n[cut after \(limit) bytes]")
        }
        #expect(try text(result, limit: 8) == "ääää")
    }

    @Test(arguments: [.null, [], "text", ["content": "text"], ["content": ["type": "text"]]] as [JSONValue])
    func whatIsNoResultIsRefused(json: JSONValue) {
        let error = #expect(throws: MCPError.self) { try ToolReply(json, limit: 10) }
        #expect(error?.code == .malformed)
    }
}
