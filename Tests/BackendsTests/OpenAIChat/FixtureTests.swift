import Backends
import Planning
import Testing

/// What each provider's stream means: one test a provider proves that the buckets add up to what
/// that provider says.
struct FixtureTests {
    @Test func openAITextCountsCachedTokensApart() throws {
        let (events, failure) = try Fixture("openai/text").decoded()
        #expect(failure == nil)
        #expect(events.text == "Put c on the table – “première” 🧱.")
        let usage = try #require(events.usages.last)
        #expect(usage == Usage(freshInput: 93, cacheRead: 1024, output: 46, reasoning: 30, provenance: .reported))
        #expect(usage.input == 1117)
        #expect(events.finishes == [.stop])
        #expect(events.last == .finished(.stop))
    }

    @Test func openAIToolCallsComeOutWholeAndInOrder() throws {
        let (events, _) = try Fixture("openai/tools").decoded()
        #expect(
            events.toolCalls == [
                ToolCall(id: "call_DdmO9pD3xa9XTPNJ32zg2hcA", name: "unstack", arguments: #"{"block":"c"}"#),
                ToolCall(id: "call_QTdgN1cPwqm3Kj0sV2gWr2uF", name: "stack", arguments: #"{"block":"b","on":"c"}"#),
            ])
        let pieces = events.reduce(0) { if case .toolCallPiece(let bytes) = $1 { $0 + bytes } else { $0 } }
        #expect(pieces == events.toolCalls.reduce(0) { $0 + $1.name.utf8.count + $1.arguments.utf8.count })
        #expect(events.usages.last?.input == 212)
        #expect(events.finishes == [.toolCalls])
    }

    @Test func openAILogprobsKeepTheirAlternatives() throws {
        let (events, _) = try Fixture("openai/logprobs").decoded()
        #expect(
            events.logprobs == [
                TokenLogprob(token: "yes", logprob: -0.125, alternatives: ["yes": -0.125, "no": -2.5]),
                TokenLogprob(token: ".", logprob: -0.5, alternatives: [".": -0.5, "!": -1.25]),
            ])
        #expect(events.usages.last?.output == 2)
    }

    @Test func openAIRefusalIsTextThatWasFiltered() throws {
        let (events, _) = try Fixture("openai/refusal").decoded()
        #expect(events.text == "I cannot do that.")
        #expect(events.finishes == [.filtered])
    }

    @Test func deepSeekHitsAndMissesAddUpToThePrompt() throws {
        let (events, failure) = try Fixture("deepseek/reasoning").decoded()
        #expect(failure == nil)
        #expect(events.reasoning == "c lies on a.")
        #expect(events.text == "Move c first.")
        let usage = try #require(events.usages.last)
        #expect(usage == Usage(freshInput: 20, cacheRead: 1280, output: 57, reasoning: 41, provenance: .reported))
        #expect(usage.input == 1300)
    }

    @Test func openRouterSaysWhatItCharges() throws {
        let (events, failure) = try Fixture("openrouter/comments").decoded()
        #expect(failure == nil)
        #expect(events.reasoning == "Think")
        #expect(events.text == "Stack b.")
        let usage = try #require(events.usages.last)
        #expect(
            usage
                == Usage(
                    freshInput: 100, cacheRead: 64, cacheWrite: 30, output: 12, reasoning: 3, provenance: .reported))
        #expect(usage.input == 194)
        #expect(events.charges == [Money(nanodollars: 96_800)])
    }

    @Test func openRouterErrorInTheMiddleIsACut() throws {
        let (events, failure) = try Fixture("openrouter/mid-stream-error").decoded()
        #expect(events.text == "Stack")
        #expect(failure?.code == .cutMidStream)
        #expect(failure?.message.contains("Provider disconnected unexpectedly") == true)
        #expect(failure?.requestID == "gen-1790000000-9zXbK1dQvT")
    }

    @Test func deepSeekGetsItsReasoningBackWithinATurnOfTools() throws {
        let (events, failure) = try Fixture("deepseek/tool-turn").decoded()
        #expect(failure == nil)
        #expect(
            events.usages.last
                == Usage(freshInput: 44, cacheRead: 256, output: 60, reasoning: 31, provenance: .reported))
        var request = Sample.request()
        request.messages.append(.assistant("", calling: events.toolCalls, sealed: events.seals.first))
        #expect(
            try Sample.body(.openai, request)["messages"]?.array?[2] == [
                "role": "assistant", "content": nil, "reasoning_content": "c is in the way.",
                "tool_calls": [
                    [
                        "id": "call_00_x", "type": "function",
                        "function": ["name": "unstack", "arguments": #"{"block":"c"}"#],
                    ]
                ],
            ])
        // Another model that wants the same is told that there was none.
        request.model = Model(
            id: ModelID(provider: "openai", name: "another"), capabilities: Capabilities(marksForeignCalls: true))
        #expect(try Sample.body(.openai, request)["messages"]?.array?[2]["reasoning_content"] == "")
    }

    @Test func openRouterGetsSignedReasoningBackInOnePiece() throws {
        let (events, failure) = try Fixture("openrouter/reasoning-details").decoded()
        #expect(failure == nil)
        #expect(
            try #require(events.seals.first).content(for: Sample.model.id) == [
                [
                    "role": "assistant", "content": "Move c.",
                    "reasoning_details": [
                        [
                            "type": "reasoning.text", "text": "c is in the way.", "signature": "EqQBCgIYAhIM",
                            "format": "anthropic-claude-v1", "index": 0,
                        ]
                    ],
                ]
            ])
    }

    @Test func vLLMReportsUsageWhileItWrites() throws {
        let (events, failure) = try Fixture("vllm/continuous").decoded()
        #expect(failure == nil)
        #expect(events.reasoning == "So", "the same reasoning under two names counts once")
        #expect(events.text == "Pick up b")
        #expect(events.usages.map(\.output) == [0, 1, 2, 4, 5])
        #expect(events.usages.allSatisfy { $0.input == 57 && $0.freshInput == 57 })
    }

    @Test func vLLMGivesTheTokenThatEndsTheAnswerItsLogprob() throws {
        let (events, failure) = try Fixture("vllm/logprobs").decoded()
        #expect(failure == nil)
        #expect(events.text == "b<-")
        #expect(events.logprobs.map(\.token) == ["b", "<", "-", "<|eos|>"])
        #expect(events.logprobs.allSatisfy { $0.alternatives.count == 2 && $0.alternatives[$0.token] == $0.logprob })
        #expect(events.usages.last?.output == 4 && events.usages.last?.input == 12)
        #expect(events.finishes == [.stop])
    }

    @Test func vLLMCutInTheMiddleKeepsWhatWasReported() throws {
        let (events, failure) = try Fixture("vllm/cut").decoded()
        #expect(failure?.code == .cutMidStream)
        #expect(events.text == "Pick")
        #expect(events.usages.last?.output == 2)
        #expect(events.finishes.isEmpty)
    }

    @Test func llamaServerTimingsStandInForUsage() throws {
        let (events, failure) = try Fixture("llama-server/timings").decoded()
        #expect(failure == nil)
        #expect(events.reasoning == "Hm.")
        #expect(events.text == "Put a on b")
        let usage = try #require(events.usages.last)
        #expect(usage == Usage(freshInput: 15, cacheRead: 236, output: 35, provenance: .reported))
        #expect(usage.input == 251)
    }

    @Test func ollamaReportsPromptAndAnswer() throws {
        let (events, failure) = try Fixture("ollama/text").decoded()
        #expect(failure == nil)
        #expect(events.text == "Pick up a")
        #expect(events.usages == [Usage(freshInput: 29, output: 4, provenance: .reported)])
    }

    @Test func ollamaToolCallsThatShareAnIndexStayApart() throws {
        let (events, _) = try Fixture("ollama/tools").decoded()
        #expect(events.toolCalls.map(\.name) == ["unstack", "stack"])
        #expect(events.toolCalls.map(\.arguments) == [#"{"block":"c"}"#, #"{"block":"b","on":"c"}"#])
        #expect(events.finishes == [.toolCalls], "it says “stop”, but wants its tools called")
        #expect(events.usages.last?.input == 171)
    }

    @Test func mistralPartsAreTextAndThinking() throws {
        let (events, failure) = try Fixture("mistral/thinking").decoded()
        #expect(failure == nil)
        #expect(events.reasoning == "First c.")
        #expect(events.text == "Unstack c.")
        #expect(events.usages == [Usage(freshInput: 44, output: 21, provenance: .reported)])
    }

    @Test(
        arguments: [
            "openai/text", "openai/tools", "openai/logprobs", "openai/refusal", "deepseek/reasoning",
            "openrouter/comments", "openrouter/mid-stream-error", "vllm/continuous", "vllm/cut", "vllm/logprobs",
            "llama-server/timings", "ollama/text", "ollama/tools", "mistral/thinking",
        ])
    func aStreamMeansTheSameWhereverItIsSplit(name: String) throws {
        let fixture = try Fixture(name)
        let whole = try fixture.decoded()
        for place in fixture.bytes.indices {
            let split = try fixture.decoded(splitAt: place)
            guard split.events == whole.events, split.failure == whole.failure else {
                Issue.record("\(name), split before byte \(place): \(split) instead of \(whole)")
                return
            }
        }
    }

    @Test(arguments: ["openai/text", "openai/tools", "deepseek/reasoning", "vllm/continuous", "llama-server/timings"])
    func aStreamThatEndsEarlyNeverLooksComplete(name: String) throws {
        let fixture = try Fixture(name)
        let last = try #require(try fixture.decoded().events.last)
        for length in stride(from: 0, to: fixture.bytes.count, by: 7) {
            let (events, failure) = try Fixture(name, prefix: length).decoded()
            // Complete without [DONE] if the reason for the end was there; else a failure.
            #expect((events.last == last) == (failure == nil), "\(name), \(length) bytes")
            #expect(failure.map { [.cutMidStream, .serverFault].contains($0.code) } ?? true)
        }
    }
}
