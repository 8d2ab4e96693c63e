import Planning
import Testing

@testable import Backends

struct OpenAIChatDecoderTests {
    private func events(_ payloads: String...) throws -> [ModelEvent] {
        var decoder = OpenAIChatDecoder(model: Sample.model.id, failures: Sample.failures)
        return try payloads.flatMap { try decoder.push($0) } + decoder.end()
    }

    private func failure(_ payloads: String...) -> BackendError? {
        OpenAIChatDecoder(model: Sample.model.id, failures: Sample.failures).failure(payloads)
    }

    private func choice(_ delta: String, finish: String = "null") -> String {
        #"{"choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]}"#
    }

    @Test(arguments: [
        "", "{", "null", "[]", "7", "\"text\"", "<html>", "data", "{\"choices\":", "\u{0}", "[DONE", "{'a': 1}",
    ])
    func garbageIsAMalformedResponse(payload: String) {
        let error = failure(payload)
        #expect(error?.code == .malformedResponse)
        #expect(error?.suggestion?.contains("base_url") == true)
    }

    @Test(arguments: [
        #"{}"#, #"{"choices":null}"#, #"{"choices":[]}"#, #"{"choices":[null]}"#, #"{"choices":[{}]}"#,
        #"{"choices":[{"delta":7}]}"#, #"{"choices":[{"delta":{"content":7,"tool_calls":"x"}}]}"#,
        #"{"choices":[{"delta":{"tool_calls":[null]}}]}"#, #"{"choices":"x","usage":[]}"#,
        #"{"usage":{"prompt_tokens":"many"}}"#, #"{"choices":[{"logprobs":{"content":[{}]}}]}"#,
    ])
    func piecesOfAnotherShapeSayNothing(payload: String) throws {
        let events = try events(payload, choice(#"{"content":"ok"}"#, finish: #""stop""#), "[DONE]")
        #expect(events.text == "ok")
        #expect(events.usages.isEmpty)
    }

    @Test func nothingIsReadAfterDone() throws {
        var decoder = OpenAIChatDecoder(model: Sample.model.id, failures: Sample.failures)
        let first = try decoder.push("[DONE]")
        #expect(first == [.finished(.other)])
        #expect(decoder.isFinished)
        #expect(try decoder.push("garbage").isEmpty)
        #expect(try decoder.end().isEmpty)
    }

    @Test func anEndWithoutDoneIsCompleteOnceTheReasonIsKnown() throws {
        #expect(try events(choice(#"{"content":"a"}"#, finish: #""length""#)).last == .finished(.length))
        #expect(failure(choice(#"{"content":"a"}"#))?.code == .cutMidStream)
        #expect(failure()?.code == .serverFault, "nothing had come, so it may be tried again")
    }

    @Test func whatWasCountedBeforeAWordMayBeBilled() {
        let usage = #""usage":{"prompt_tokens":9,"completion_tokens":0}"#
        let counted = #"{"choices":[{"index":0,"delta":{"role":"assistant"}}],\#(usage)}"#
        #expect(failure(counted)?.code == .cutMidStream)
        #expect(failure(counted, #"{"error":"boom"}"#)?.code == .cutMidStream)
        let brokenOff =
            #"{"choices":[{"index":0,"delta":{},"finish_reason":"insufficient_system_resource"}],\#(usage)}"#
        #expect(failure(brokenOff)?.code == .cutMidStream)
    }

    @Test(arguments: [
        ("stop", FinishReason.stop), ("eos", .stop), ("length", .length), ("model_length", .length),
        ("content_filter", .filtered), ("tool_calls", .toolCalls), ("function_call", .toolCalls), ("surprise", .other),
    ])
    func finishReasonsAreTranslated(word: String, reason: FinishReason) throws {
        #expect(try events(choice("{}", finish: "\"\(word)\"")).finishes == [reason])
    }

    @Test func aProviderThatBreaksOffIsACut() {
        let before = failure(choice("{}", finish: #""insufficient_system_resource""#))
        #expect(before?.code == .serverFault)
        let after = failure(choice(#"{"content":"a"}"#), choice("{}", finish: #""insufficient_system_resource""#))
        #expect(after?.code == .cutMidStream)
    }

    @Test func anErrorBeforeTheAnswerKeepsItsClass() {
        let limited = failure(#"{"error":{"message":"slow down","type":"rate_limit_error","code":429}}"#)
        #expect(limited?.code == .rateLimited)
        let broke = failure(
            choice(#"{"content":"a"}"#), #"{"error":{"message":"no credit","type":"insufficient_quota"}}"#)
        #expect(broke?.code == .outOfMoney, "waiting never helps, also not in the middle of an answer")
        #expect(failure(#"{"error":"boom"}"#)?.code == .serverFault)
    }

    @Test func callsWithoutIndexOrIDAreToldApart() throws {
        let calls = try events(
            choice(#"{"tool_calls":[{"function":{"name":"a","arguments":"{\"x\":"}}]}"#),
            choice(#"{"tool_calls":[{"function":{"arguments":"1}"}}]}"#),
            choice(#"{"tool_calls":[{"function":{"name":"b"}}]}"#, finish: #""tool_calls""#)
        ).toolCalls
        #expect(calls.map(\.name) == ["a", "b"])
        #expect(calls.map(\.arguments) == [#"{"x":1}"#, "{}"])
        #expect(calls.map(\.id) == ["call-1", "call-2"])
    }

    @Test func interleavedCallsAreAssembledByIndex() throws {
        let calls = try events(
            choice(#"{"tool_calls":[{"index":1,"id":"q","function":{"name":"b","arguments":"{"}}]}"#),
            choice(#"{"tool_calls":[{"index":0,"id":"p","function":{"name":"a","arguments":"{"}}]}"#),
            choice(
                #"{"tool_calls":[{"index":1,"function":{"arguments":"}"}},{"index":0,"function":{"name":"a","arguments":"}"}}]}"#,
                finish: #""stop""#)
        ).toolCalls
        #expect(calls.map(\.id) == ["p", "q"])
        #expect(calls.map(\.name) == ["a", "b"])
        #expect(calls.map(\.arguments) == ["{}", "{}"])
    }

    @Test func argumentsThatAreAnObjectBecomeItsText() throws {
        let calls = try events(
            choice(
                #"{"tool_calls":[{"index":0,"id":"p","function":{"name":"a","arguments":{"b":2,"a":1}}}]}"#,
                finish: #""stop""#)
        ).toolCalls
        #expect(calls.map(\.arguments) == [#"{"a":1,"b":2}"#])
    }

    @Test func aWholeAnswerIsReadLikeAStream() throws {
        var decoder = OpenAIChatDecoder(model: Sample.model.id, failures: Sample.failures)
        let body = """
            {"id":"x","object":"chat.completion","choices":[{"index":0,"finish_reason":"tool_calls","message":
            {"role":"assistant","content":"Now.","reasoning_content":"Hm.","tool_calls":[{"id":"p","type":"function",
            "function":{"name":"stack","arguments":"{}"}}]}}],"usage":{"prompt_tokens":9,"completion_tokens":3}}
            """
        let events = try decoder.push(whole: Array(body.utf8))
        #expect(events.text == "Now.")
        #expect(events.reasoning == "Hm.")
        #expect(events.toolCalls.map(\.name) == ["stack"])
        #expect(events.usages == [Usage(freshInput: 9, output: 3, provenance: .reported)])
        #expect(events.last == .finished(.toolCalls))
    }

    @Test(arguments: ["", "nonsense", "<html><body>Welcome</body></html>", "{}", #"{"object":"list","data":[]}"#])
    func aWholeAnswerOfAnotherShapeIsMalformed(body: String) {
        var decoder = OpenAIChatDecoder(model: Sample.model.id, failures: Sample.failures)
        let error = #expect(throws: BackendError.self) { try decoder.push(whole: Array(body.utf8)) }
        #expect(error?.code == .malformedResponse)
    }

    @Test func groqPutsUsageIntoAMemberOfItsOwn() throws {
        let usage = try events(
            #"{"choices":[{"delta":{},"finish_reason":"stop"}],"x_groq":{"usage":{"prompt_tokens":8,"completion_tokens":2}}}"#
        ).usages
        #expect(usage == [Usage(freshInput: 8, output: 2, provenance: .reported)])
    }

    @Test func theTierOfTheAnswerIsPartOfItsUsage() throws {
        let usage = try events(
            #"{"service_tier":"flex","usage":{"prompt_tokens":8,"completion_tokens":2}}"#,
            #"{"service_tier":"default","usage":{"prompt_tokens":9,"completion_tokens":2}}"#, "[DONE]"
        ).usages
        #expect(usage.map(\.serviceTier) == ["flex", nil])
    }

    @Test func reasoningBesideTheCompletionIsAddedToTheOutput() throws {
        let usage = try events(
            #"{"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":22,"completion_tokens_details":{"reasoning_tokens":7}}}"#,
            "[DONE]"
        ).usages
        #expect(usage == [Usage(freshInput: 10, output: 12, reasoning: 7, provenance: .reported)])
    }

    @Test func impossibleFiguresNeverMakeNegativeBuckets() throws {
        let usage = try events(
            #"{"usage":{"prompt_tokens":5,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":50,"cache_write_tokens":9},"completion_tokens_details":{"reasoning_tokens":8}}}"#,
            #"{"usage":{"prompt_tokens":-5,"completion_tokens":99999999999999}}"#, "[DONE]"
        ).usages
        #expect(usage == [Usage(cacheRead: 5, output: 1, reasoning: 1, provenance: .reported)])
    }

    @Test func aKeyOfOnesOwnIsChargedUpstreamToo() throws {
        let charges = try events(
            #"{"usage":{"prompt_tokens":1,"completion_tokens":1,"cost":0.00000005,"is_byok":true,"cost_details":{"upstream_inference_cost":0.000001}}}"#,
            "[DONE]"
        ).charges
        #expect(charges == [Money(nanodollars: 1050)])
    }
}
