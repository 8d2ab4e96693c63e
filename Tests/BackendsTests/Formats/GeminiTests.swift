import Planning
import Testing

@testable import Backends

struct GeminiTests {
    private func body(_ request: ModelRequest) throws -> JSONValue { try Sample.body(.gemini, request) }

    @Test func thoughtsAreOutputBesideTheCandidates() throws {
        let (events, failure) = try Fixture("gemini/text").decoded()
        #expect(failure == nil)
        #expect(events.reasoning == "**Moves**\n\nc lies on a.")
        #expect(events.text == "Put c on the table 🧱.")
        #expect(
            events.usages.last
                == Usage(freshInput: 93, cacheRead: 1024, output: 49, reasoning: 41, provenance: .reported))
        // Every piece has the usage so far: an answer that is cut off is settled by its last piece.
        #expect(events.usages.map(\.output) == [41, 44, 49])
        #expect(events.accepted == ["rXoZaPqDKcC7vdIP"])
        #expect(events.finishes == [.stop])
        #expect(events.seals.isEmpty)
    }

    @Test func aPieceWithNothingButUsageMayComeLast() throws {
        let (events, failure) = try Fixture("gemini/tools").decoded()
        #expect(failure == nil)
        #expect(events.usages.last == Usage(freshInput: 162, output: 62, reasoning: 40, provenance: .reported))
        #expect(
            events.toolCalls == [
                ToolCall(id: "call-1", name: "unstack", arguments: #"{"block":"c","from":"a"}"#),
                ToolCall(id: "call-2", name: "look", arguments: "{}"),
            ], "calls without names are given some")
        #expect(events.finishes == [.toolCalls])
        #expect(events.last == .finished(.toolCalls))
    }

    @Test func signedPartsComeBackAsTheyCame() throws {
        let turn = try #require(try Fixture("gemini/tools").decoded().events.seals.first)
        let parts: [JSONValue] = [
            ["text": "First c."],
            [
                "functionCall": ["name": "unstack", "args": ["block": "c", "from": "a"]],
                "thoughtSignature": "EjQKMgEMkq8Cz0s=",
            ],
            ["functionCall": ["name": "look", "args": [:]]], ["text": ""],
        ]
        #expect(turn.content(for: Sample.model.id) == parts)
        var request = Sample.request()
        request.messages += [
            .assistant("First c.", calling: [ToolCall(id: "call-1", name: "unstack", arguments: "{}")], sealed: turn),
            .tool("done", answering: "call-1"),
        ]
        #expect(
            try body(request)["contents"]?.array?[1...].map { $0 } == [
                ["role": "model", "parts": .array(parts)],
                [
                    "role": "user",
                    "parts": [["functionResponse": ["name": "unstack", "response": ["result": "done"]]]],
                ],
            ])
        // A model that insists on signatures is told that the call is not its own.
        request.model = Model(
            id: ModelID(provider: "openai", name: "another"), capabilities: Capabilities(marksForeignCalls: true))
        #expect(
            try body(request)["contents"]?.array?[1]["parts"]?.array?[1]["thoughtSignature"]
                == "skip_thought_signature_validator")
    }

    @Test func logprobsKeepTheirAlternatives() throws {
        let (events, _) = try Fixture("gemini/logprobs").decoded()
        #expect(
            events.logprobs == [
                TokenLogprob(token: "yes", logprob: -0.125, alternatives: ["yes": -0.125, "no": -2.5]),
                TokenLogprob(token: ".", logprob: -0.5, alternatives: [".": -0.5]),
            ])
    }

    @Test func aPromptThatIsBlockedIsAFilteredAnswer() throws {
        let (events, failure) = try Fixture("gemini/blocked").decoded()
        #expect(failure == nil)
        #expect(events.finishes == [.filtered])
        #expect(events.usages.last?.input == 9)
    }

    @Test func anErrorInTheMiddleIsACut() throws {
        let (events, failure) = try Fixture("gemini/mid-stream-error").decoded()
        #expect(events.text == "Stack")
        #expect(failure?.code == .cutMidStream)
        #expect(failure?.message.contains("overloaded") == true)
    }

    @Test func whatWasCountedBeforeAWordMayBeBilled() throws {
        var decoder = Sample.provider(.gemini).format.decoder(for: Sample.request(), failures: Sample.failures)
        let events = try decoder.push(#"{"usageMetadata":{"promptTokenCount":9}}"#)
        #expect(events.usages.map(\.input) == [9])
        let error = #expect(throws: BackendError.self) { try decoder.end() }
        #expect(error?.code == .cutMidStream)
    }

    @Test func oneListInsteadOfEventsMeansTheSame() throws {
        let chunks = ["gemini/text"].flatMap { name in
            (try? Fixture(name)).map { String(decoding: $0.bytes, as: UTF8.self) }?
                .split(separator: "\n").map { $0.dropFirst(6) } ?? []
        }
        var decoder = Sample.provider(.gemini).format.decoder(for: Sample.request(), failures: Sample.failures)
        let events = try decoder.push(whole: Array("[\(chunks.joined(separator: ",\n"))]".utf8))
        #expect(events == (try Fixture("gemini/text").decoded().events))
    }

    @Test func theModelStandsInThePathAndCannotLeaveIt() throws {
        var request = Sample.request()
        request.model = Model(id: ModelID(provider: "gemini", name: "tuned/../x:y?z"))
        let format = Sample.provider(.gemini).format
        #expect(
            format.path(for: request) == "/models/tuned%2F..%2Fx%3Ay%3Fz:streamGenerateContent?alt=sse")
    }

    @Test func aRequestIsWrittenAsTheFormatWantsIt() throws {
        var request = Sample.request()
        request.tools = [
            Sample.tool,
            ToolDescription(name: "look", summary: "Looks.", parameters: ["type": "object"], effect: .pure),
        ]
        request.toolChoice = .required
        (request.temperature, request.seed, request.stop) = (0.5, UInt64.max, ["\n\n"])
        request.topLogprobs = 5
        request.model.capabilities.logprobs = true
        request.model.capabilities.reasoning = .budget
        request.model.effort = .low
        #expect(
            try body(request) == [
                "systemInstruction": ["parts": [["text": "You move blocks."]]],
                "contents": [["role": "user", "parts": [["text": "Stack b on c."]]]],
                "tools": [
                    [
                        "functionDeclarations": [
                            [
                                "name": "stack", "description": "Puts a block on another one.",
                                "parametersJsonSchema": Sample.tool.parameters,
                            ],
                            ["name": "look", "description": "Looks."],
                        ]
                    ]
                ],
                "toolConfig": ["functionCallingConfig": ["mode": "ANY"]],
                "generationConfig": [
                    "maxOutputTokens": 100, "temperature": 0.5, "seed": .integer(Int64(Int32.max)),
                    "stopSequences": ["\n\n"], "responseLogprobs": true, "logprobs": 5,
                    "thinkingConfig": ["includeThoughts": true, "thinkingBudget": 2048],
                ],
            ])
    }
}
