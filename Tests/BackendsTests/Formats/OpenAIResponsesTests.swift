import Planning
import Testing

@testable import Backends

struct OpenAIResponsesTests {
    private func body(_ request: ModelRequest) throws -> JSONValue { try Sample.body(.responses, request) }

    @Test func textUsageAndLogprobsAreRead() throws {
        let (events, failure) = try Fixture("openai-responses/text").decoded()
        #expect(failure == nil)
        #expect(events.accepted == ["resp_68a1f0c2"])
        #expect(events.text == "Put c on the table 🧱.")
        #expect(
            events.logprobs == [
                TokenLogprob(token: "Put", logprob: -0.125, alternatives: ["Put": -0.125, "Set": -2.5]),
                TokenLogprob(token: " c", logprob: -0.5),
            ])
        #expect(events.usages == [Usage(freshInput: 93, cacheRead: 1024, output: 12, provenance: .reported)])
        #expect(events.finishes == [.stop])
        #expect(events.seals.isEmpty)
    }

    @Test func sealedReasoningComesBackAsItsItemsAndToNobodyElse() throws {
        let (events, failure) = try Fixture("openai-responses/reasoning-tools").decoded()
        #expect(failure == nil)
        #expect(events.reasoning == "c is in the way.\n\nMove it.")
        #expect(events.toolCalls == [ToolCall(id: "call_mQ1", name: "unstack", arguments: #"{"block":"c"}"#)])
        #expect(
            events.usages
                == [Usage(freshInput: 12, cacheWrite: 200, output: 85, reasoning: 64, provenance: .reported)])
        #expect(events.finishes == [.toolCalls])
        let turn = try #require(events.seals.first)
        var request = Sample.request()
        request.messages += [
            .assistant("", calling: events.toolCalls, sealed: turn), .tool("done", answering: "call_mQ1"),
        ]
        let items = try #require(try body(request)["input"]?.array)
        #expect(items[2]["encrypted_content"] == "gAAAAABo3xQ9")
        #expect(items[2]["summary"]?.array?.count == 2)
        #expect(items[3]["type"] == "function_call")
        #expect(items[4] == ["type": "function_call_output", "call_id": "call_mQ1", "output": "done"])
        request.model = Model(id: ModelID(provider: "openai", name: "another"))
        #expect(!(try body(request)).canonical.contains("gAAAAABo3xQ9"))
    }

    @Test func anIncompleteAnswerCarriesItsUsageAsWell() throws {
        let (events, failure) = try Fixture("openai-responses/incomplete").decoded()
        #expect(failure == nil)
        #expect(events.finishes == [.length])
        #expect(events.usages == [Usage(freshInput: 40, output: 16, reasoning: 13, provenance: .reported)])
    }

    @Test func anAnswerThatFailsInTheMiddleIsACut() throws {
        let (events, failure) = try Fixture("openai-responses/failed").decoded()
        #expect(events.text == "Stack")
        #expect(failure?.code == .cutMidStream)
        #expect(failure?.message.contains("failed to generate") == true)
    }

    @Test func reasoningOutOfSightMayBeBilled() throws {
        func failure(_ payloads: String...) -> BackendError? {
            OpenAIResponsesDecoder(model: Sample.model.id, failures: Sample.failures).failure(payloads)
        }
        let created = #"{"type":"response.created","response":{"id":"r"}}"#
        let reasoning = #"{"type":"response.output_item.added","output_index":0,"item":{"type":"reasoning"}}"#
        #expect(failure(created)?.code == .serverFault, "nothing had come, so it may be tried again")
        #expect(failure(created, reasoning)?.code == .cutMidStream)
        let counted =
            #"{"type":"response.failed","response":{"status":"failed","usage":{"input_tokens":9,"output_tokens":4},"#
            + #""error":{"code":"server_error","message":"oops"}}}"#
        #expect(failure(created, counted)?.code == .cutMidStream)
    }

    @Test func aRequestKeepsNothingAtTheProviderAndAsksForNoLessThanItGives() throws {
        var request = Sample.request(maxOutput: 4)
        (request.temperature, request.seed, request.stop) = (0.5, 7, ["\n"])
        #expect(
            try body(request) == [
                "model": "gpt-4.1-mini", "max_output_tokens": 16, "stream": true, "store": false, "temperature": 0.5,
                "input": [
                    ["role": "system", "content": "You move blocks."], ["role": "user", "content": "Stack b on c."],
                ],
            ])
    }

    @Test func reasoningModelsAreAskedForTheirSealAndNoOthers() throws {
        var request = Sample.request()
        request.model.effort = .low
        #expect(try body(request)["reasoning"] == nil)
        #expect(try body(request)["include"] == nil)
        request.model.capabilities.reasoning = .effort
        #expect(try body(request)["reasoning"] == ["effort": "low", "summary": "auto"])
        #expect(try body(request)["include"] == ["reasoning.encrypted_content"])
    }

    @Test func aWholeAnswerMeansTheSame() throws {
        var decoder = Sample.provider(.responses).format.decoder(for: Sample.request(), failures: Sample.failures)
        let events = try decoder.push(
            whole: Array(
                #"{"id":"r","status":"completed","output":[{"type":"reasoning","summary":[{"type":"summary_text","text":"Hm."}]},{"type":"message","content":[{"type":"output_text","text":"Hi"}]}],"usage":{"input_tokens":5,"output_tokens":7}}"#
                    .utf8))
        #expect(events.text == "Hi")
        #expect(events.reasoning == "Hm.")
        #expect(events.usages == [Usage(freshInput: 5, output: 7, provenance: .reported)])
        #expect(events.finishes == [.stop])
    }
}
