import Planning
import Testing

@testable import Backends

struct OpenAIChatEncoderTests {
    private func body(_ request: ModelRequest, _ reporting: UsageReporting = .onRequest) throws -> JSONValue {
        try JSONValue(
            parsing: String(decoding: OpenAIChatEncoder(usageReporting: reporting).body(for: request), as: UTF8.self))
    }

    @Test func aPlainRequestHasNoFieldTooMany() throws {
        let expected: JSONValue = [
            "model": "gpt-4.1-mini", "max_tokens": 100, "stream": true, "stream_options": ["include_usage": true],
            "messages": [
                ["role": "system", "content": "You move blocks."], ["role": "user", "content": "Stack b on c."],
            ],
        ]
        #expect(try body(Sample.request()) == expected)
    }

    @Test func equalRequestsAreEqualBytes() {
        var request = Sample.request()
        request.tools = [Sample.tool]
        #expect(OpenAIChatEncoder().body(for: request) == OpenAIChatEncoder().body(for: request))
    }

    @Test func toolCallsAndResultsGoBackAsTheFormatWantsThem() throws {
        var request = Sample.request()
        request.messages += [
            .assistant("", calling: [ToolCall(id: "p", name: "stack", arguments: #"{"block":"b"}"#)]),
            .tool("done", answering: "p"), .assistant("Now c.", calling: []),
        ]
        let messages = try #require(try body(request)["messages"]?.array)
        #expect(
            messages[2] == [
                "role": "assistant", "content": nil,
                "tool_calls": [
                    [
                        "id": "p", "type": "function",
                        "function": ["name": "stack", "arguments": #"{"block":"b"}"#],
                    ]
                ],
            ])
        #expect(messages[3] == ["role": "tool", "content": "done", "tool_call_id": "p"])
        #expect(messages[4] == ["role": "assistant", "content": "Now c."])
    }

    @Test func toolsCarryTheirSchema() throws {
        var request = Sample.request()
        request.tools = [Sample.tool]
        request.toolChoice = .required
        let document = try body(request)
        #expect(
            document["tools"] == [
                [
                    "type": "function",
                    "function": [
                        "name": "stack", "description": "Puts a block on another one.",
                        "parameters": Sample.tool.parameters,
                    ],
                ]
            ])
        #expect(document["tool_choice"] == "required")
    }

    @Test func whatAModelCannotDoIsNotAsked() throws {
        var request = Sample.request(maxOutput: 5000)
        request.tools = [Sample.tool]
        request.toolChoice = .required
        (request.temperature, request.topP, request.topLogprobs) = (0.5, 0.9, 5)
        request.model.capabilities = Capabilities(
            tools: false, temperature: false, logprobs: false, usesMaxCompletionTokens: true, maxOutput: 4096)
        let members = try #require(try body(request).object)
        #expect(Set(members.keys) == ["model", "messages", "stream", "stream_options", "max_completion_tokens"])
        #expect(members["max_completion_tokens"] == 4096)
    }

    @Test func samplingIsPassedOnWhereItIsAllowed() throws {
        var request = Sample.request()
        (request.temperature, request.topP, request.seed) = (0.25, 0.5, UInt64.max)
        request.stop = ["\n\n"]
        request.topLogprobs = 50
        request.model.capabilities.logprobs = true
        let document = try body(request)
        #expect(document["temperature"] == 0.25)
        #expect(document["top_p"] == 0.5)
        #expect(document["seed"] == .integer(Int64.max), "servers read the seed as a signed integer")
        #expect(document["stop"] == ["\n\n"])
        #expect(document["logprobs"] == true)
        #expect(document["top_logprobs"] == 20, "the most that any provider allows")
    }

    @Test func usageIsAskedForInTheProvidersOwnWay() throws {
        #expect(try body(Sample.request(), .unasked)["stream_options"] == nil)
        #expect(
            try body(Sample.request(), .continuous)["stream_options"]
                == ["include_usage": true, "continuous_usage_stats": true])
    }
}
