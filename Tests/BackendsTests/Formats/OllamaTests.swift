import Planning
import Testing

@testable import Backends

struct OllamaTests {
    private func body(_ request: ModelRequest) throws -> JSONValue { try Sample.body(.ollama, request) }

    @Test func aLineIsAPieceAndTheLastOneCounts() throws {
        let (events, failure) = try Fixture("ollama-native/text").decoded()
        #expect(failure == nil)
        #expect(events.reasoning == "c is in the way.")
        #expect(events.text == "Put c on the table 🧱.")
        #expect(
            events.logprobs == [
                TokenLogprob(token: "Put", logprob: -0.125, alternatives: ["Set": -2.5]),
                TokenLogprob(token: " c", logprob: -0.5),
            ])
        #expect(events.usages == [Usage(freshInput: 29, output: 19, provenance: .reported)])
        #expect(events.finishes == [.stop])
    }

    @Test func aPromptThatLayInTheCacheAsAWholeIsNotCounted() throws {
        let (events, failure) = try Fixture("ollama-native/tools").decoded()
        #expect(failure == nil)
        #expect(
            events.toolCalls == [
                ToolCall(id: "call-1", name: "unstack", arguments: #"{"block":"c"}"#),
                ToolCall(id: "call-2", name: "stack", arguments: #"{"block":"b","on":"c"}"#),
            ])
        #expect(events.finishes == [.toolCalls], "it says “stop”, but wants its tools called")
        #expect(events.usages == [Usage(output: 33, provenance: .reported)])
        // And teaches nothing about how long prompts are.
        var estimator = UsageEstimator()
        estimator.learn(from: events.usages[0], of: Sample.request())
        #expect(estimator == UsageEstimator())
    }

    @Test func anErrorInTheMiddleIsACut() throws {
        let (events, failure) = try Fixture("ollama-native/error").decoded()
        #expect(events.text == "Stack")
        #expect(failure?.code == .cutMidStream)
        #expect(failure?.message.contains("CUDA error") == true)
    }

    @Test func aRequestIsWrittenAsTheFormatWantsIt() throws {
        var request = Sample.request()
        request.tools = [Sample.tool]
        (request.temperature, request.topP, request.seed, request.stop) = (0.5, 0.9, 7, ["\n"])
        request.model.capabilities.contextLength = 32_768
        request.messages += [
            .assistant("", calling: [ToolCall(id: "p", name: "stack", arguments: #"{"block":"b"}"#)]),
            .tool("done", answering: "p"),
        ]
        let document = try body(request)
        #expect(
            document["options"] == [
                "num_predict": 100, "temperature": 0.5, "top_p": 0.9, "seed": 7, "stop": ["\n"], "num_ctx": 32_768,
            ], "without a context of its own, a long prompt would be cut off in silence")
        #expect(
            document["messages"]?.array?[2...].map { $0 } == [
                [
                    "role": "assistant", "content": "",
                    "tool_calls": [["function": ["name": "stack", "arguments": ["block": "b"]]]],
                ], ["role": "tool", "content": "done", "tool_name": "stack"],
            ])
        #expect(document["stream"] == true)
        #expect(document["think"] == nil)
        request.toolChoice = .none
        #expect(try body(request)["tools"] == nil)
    }

    @Test func aWholeAnswerMeansTheSame() throws {
        var decoder = Sample.provider(.ollama).format.decoder(for: Sample.request(), failures: Sample.failures)
        let events = try decoder.push(
            whole: Array(
                #"{"message":{"role":"assistant","content":"Hi"},"done":true,"done_reason":"length","prompt_eval_count":3,"eval_count":1}"#
                    .utf8))
        #expect(events.text == "Hi")
        #expect(events.finishes == [.length])
    }
}
