import Planning
import Testing

@testable import Backends

struct AnthropicTests {
    private func body(_ request: ModelRequest) throws -> JSONValue { try Sample.body(.anthropic, request) }

    @Test func usageReplacesAndTheInputDoesNotHoldTheCache() throws {
        let (events, failure) = try Fixture("anthropic/text").decoded()
        #expect(failure == nil)
        #expect(events.text == "Put c on the table – “première” 🧱.")
        // The output of the two reports is a total each time, not a difference.
        #expect(events.usages.map(\.output) == [3, 9, 17])
        #expect(
            events.usages.last
                == Usage(freshInput: 21, cacheRead: 2048, cacheWrite: 148, output: 17, provenance: .reported))
        #expect(events.usages.allSatisfy { $0.input == 2217 })
        #expect(events.finishes == [.stop])
        #expect(events.seals.isEmpty, "nothing in it is signed")
    }

    @Test func whatIsCachedForAnHourAndTheTierAreToldApart() {
        var said = AnthropicUsage()
        let isSomething = said.take([
            "input_tokens": 5, "output_tokens": 1, "cache_creation_input_tokens": 30, "service_tier": "priority",
            "cache_creation": ["ephemeral_5m_input_tokens": 10, "ephemeral_1h_input_tokens": 20],
        ])
        #expect(isSomething)
        #expect(
            said.usage
                == Usage(
                    freshInput: 5, cacheWrite: 30, cacheWriteHour: 20, output: 1, serviceTier: "priority",
                    provenance: .reported))
    }

    @Test func theInputIsKnownBeforeAWordOfTheAnswer() throws {
        let (events, failure) = try Fixture("anthropic/text", prefix: 700).decoded()
        #expect(failure?.code == .cutMidStream, "what was counted may be billed")
        #expect(events.text.isEmpty)
        #expect(events.usages.map(\.input) == [2217])
    }

    @Test func thinkingAndCallsAreToldApartAndComeBackUnchanged() throws {
        let (events, failure) = try Fixture("anthropic/thinking-tools").decoded()
        #expect(failure == nil)
        #expect(events.reasoning == "c lies on a, so c goes first.")
        #expect(events.text == "Two moves.")
        #expect(
            events.toolCalls == [
                ToolCall(id: "toolu_01T1x1fJ34qAmk2tNTrN7Up6", name: "unstack", arguments: #"{"block": "c"}"#),
                ToolCall(id: "toolu_01Vv7Hc2zqWk9nP4sDfGhJkL", name: "look", arguments: "{}"),
            ])
        #expect(events.usages.last == Usage(freshInput: 412, output: 96, reasoning: 44, provenance: .reported))
        #expect(events.finishes == [.toolCalls])
        let turn = try #require(events.seals.first)
        #expect(
            turn.content(for: Sample.model.id) == [
                [
                    "type": "thinking", "thinking": "c lies on a, so c goes first.",
                    "signature": "EqQBCgIYAhIM1gbcDa9GJwZA2b3h",
                ],
                ["type": "redacted_thinking", "data": "EmwKAhgBEgy3va3pzix"],
                ["type": "text", "text": "Two moves."],
                [
                    "type": "tool_use", "id": "toolu_01T1x1fJ34qAmk2tNTrN7Up6", "name": "unstack",
                    "input": ["block": "c"],
                ],
                ["type": "tool_use", "id": "toolu_01Vv7Hc2zqWk9nP4sDfGhJkL", "name": "look", "input": [:]],
            ])
        var request = Sample.request()
        request.messages += [
            .assistant("Two moves.", calling: events.toolCalls, sealed: turn),
            .tool("done", answering: "toolu_01T1x1fJ34qAmk2tNTrN7Up6"),
            .tool("c", answering: "toolu_01Vv7Hc2zqWk9nP4sDfGhJkL"),
        ]
        #expect(try body(request)["messages"]?.array?[1]["content"]?.array == turn.content(for: Sample.model.id))
        // To another model it is said in words, without the reasoning of a stranger.
        request.model = Model(id: ModelID(provider: "openai", name: "another"))
        let other = try body(request)["messages"]?.array?[1]["content"]?.array
        #expect(other?.map { $0["type"]?.string } == ["text", "tool_use", "tool_use"])
    }

    @Test func anErrorInTheMiddleIsACutWithItsRequest() throws {
        let (events, failure) = try Fixture("anthropic/overloaded").decoded()
        #expect(events.text == "Stack")
        #expect(failure?.code == .cutMidStream)
        #expect(failure?.requestID == "req_011CSHoEeqs5C35K2UUqR7Fy")
        #expect(failure?.message.contains("Overloaded") == true)
    }

    @Test func anErrorBeforeAnythingIsOfItsOwnClass() throws {
        var decoder = Sample.provider(.anthropic).format.decoder(for: Sample.request(), failures: Sample.failures)
        let error = #expect(throws: BackendError.self) {
            try decoder.push(#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#)
        }
        #expect(error?.code == .overloaded)
    }

    @Test(arguments: [
        ("end_turn", FinishReason.stop), ("stop_sequence", .stop), ("max_tokens", .length),
        ("model_context_window_exceeded", .length), ("refusal", .filtered), ("pause_turn", .other),
    ])
    func everyReasonToStopHasItsMeaning(reason: String, expected: FinishReason) throws {
        var decoder = Sample.provider(.anthropic).format.decoder(for: Sample.request(), failures: Sample.failures)
        var events = try decoder.push(
            #"{"type":"message_delta","delta":{"stop_reason":"\#(reason)"},"usage":{"output_tokens":1}}"#)
        events += try decoder.push(#"{"type":"message_stop"}"#)
        #expect(events.finishes == [expected])
    }

    @Test func aWholeAnswerMeansTheSame() throws {
        var decoder = Sample.provider(.anthropic).format.decoder(for: Sample.request(), failures: Sample.failures)
        let events = try decoder.push(
            whole: Array(
                #"{"type":"message","content":[{"type":"text","text":"Hi"},{"type":"tool_use","id":"t","name":"look","input":{"a":1}}],"stop_reason":"tool_use","usage":{"input_tokens":5,"output_tokens":7}}"#
                    .utf8))
        #expect(events.text == "Hi")
        #expect(events.toolCalls == [ToolCall(id: "t", name: "look", arguments: #"{"a":1}"#)])
        #expect(events.usages == [Usage(freshInput: 5, output: 7, provenance: .reported)])
        #expect(events.finishes == [.toolCalls])
    }

    @Test func aPlainRequestHasNoFieldTooMany() throws {
        var request = Sample.request()
        (request.temperature, request.topP, request.seed) = (0.5, 0.9, 7)
        #expect(
            try body(request) == [
                "model": "gpt-4.1-mini", "max_tokens": 100, "stream": true,
                "system": [["type": "text", "text": "You move blocks."]], "temperature": 0.5,
                "messages": [["role": "user", "content": [["type": "text", "text": "Stack b on c."]]]],
            ], "temperature and top_p together are refused by recent models; there is no seed")
    }

    @Test func stepsAndQuestionTakeTurns() throws {
        var request = Sample.request()
        request.tools = [Sample.tool]
        request.toolChoice = .required
        request.messages += [
            .assistant("", calling: [ToolCall(id: "p", name: "stack", arguments: #"{"block":"b"}"#)]),
            .tool("done", answering: "p"), .user("What comes next?"),
        ]
        let document = try body(request)
        #expect(
            document["messages"] == [
                ["role": "user", "content": [["type": "text", "text": "Stack b on c."]]],
                [
                    "role": "assistant",
                    "content": [["type": "tool_use", "id": "p", "name": "stack", "input": ["block": "b"]]],
                ],
                [
                    "role": "user",
                    "content": [
                        ["type": "tool_result", "tool_use_id": "p", "content": "done"],
                        ["type": "text", "text": "What comes next?"],
                    ],
                ],
            ])
        #expect(document["tool_choice"] == ["type": "any"])
        #expect(document["tools"]?.array?.first?["input_schema"] == Sample.tool.parameters)
    }

    @Test func marksStandBehindToolsInstructionsTaskAndTheLastStepAndNowhereElse() throws {
        var request = Sample.request()
        request.tools = [Sample.tool]
        request.model.capabilities.caching = .marks
        request.messages += [
            .assistant("", calling: [ToolCall(id: "p", name: "stack", arguments: "{}")]), .tool("done", answering: "p"),
            .user("What comes next?"),
        ]
        let document = try body(request)
        let mark: JSONValue = ["type": "ephemeral"]
        #expect(document["system"]?.array?.last?["cache_control"] == mark)
        let messages = try #require(document["messages"]?.array)
        #expect(messages[0]["content"]?.array?.last?["cache_control"] == mark)
        #expect(messages[2]["content"]?.array?[0]["cache_control"] == mark)
        #expect(document.canonical.ranges(of: "cache_control").count == 3)
        request.model.capabilities.caching = .unasked
        #expect(!(try body(request)).canonical.contains("cache_control"))
    }

    @Test func aStoryIsCutBehindEveryStepAndMarkedBeforeTheQuestion() throws {
        var request = Sample.request()
        request.model.capabilities.caching = .marks
        func content(_ text: String, _ breaks: [Int]) throws -> [JSONValue] {
            request.messages[1] = Message(role: .user, text: text, breaks: breaks)
            return try #require(try body(request)["messages"]?.array?[0]["content"]?.array)
        }
        let short = try content("task\n1. a\n\nnext?", [4, 9])
        let long = try content("task\n1. a\n2. b\n\nnext?", [4, 9, 14])
        #expect(short.map { $0["text"]?.string } == ["task", "\n1. a", "\n\nnext?"])
        #expect(short.map { $0["cache_control"] != nil } == [false, true, false])
        #expect(long.map { $0["cache_control"] != nil } == [false, false, true, false])
        // The longer prompt begins with the pieces that the shorter one has marked.
        #expect(long.prefix(2).map { $0["text"] } == short.prefix(2).map { $0["text"] })
    }

    @Test func aConversationThatEndsWithTheModelIsContinued() throws {
        var request = Sample.request()
        request.messages.append(.assistant("c is free."))
        #expect(try body(request)["messages"]?.array?.last?["role"] == "user")
    }

    @Test func thinkingIsAskedForInTheWayThatTheModelTakes() throws {
        var request = Sample.request(maxOutput: 16_000)
        request.temperature = 0.5
        request.model.effort = .medium
        #expect(try body(request)["thinking"] == nil, "it cannot be told")
        request.model.capabilities.reasoning = .effort
        #expect(try body(request)["thinking"] == ["type": "adaptive"])
        #expect(try body(request)["output_config"] == ["effort": "medium"])
        #expect(try body(request)["temperature"] == nil)
        request.model.capabilities.reasoning = .budget
        #expect(try body(request)["thinking"] == ["type": "enabled", "budget_tokens": 8192])
        request.maxOutput = 4000
        #expect(try body(request)["thinking"]?["budget_tokens"] == 3000, "a quarter is left for the answer")
        request.maxOutput = 1000
        #expect(try body(request)["thinking"] == nil)
        request.maxOutput = 16_000
        request.messages += [
            .assistant("", calling: [ToolCall(id: "p", name: "stack", arguments: "{}")]), .tool("done", answering: "p"),
        ]
        #expect(try body(request)["thinking"] == nil, "the call was somebody else's")
    }
}
