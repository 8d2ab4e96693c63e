import Planning
import PlanningTesting
import Speculation
import Telemetry
import Testing

struct TraceRecorderTests {
    private func trace(
        _ events: [RunEvent], _ convention: Convention = .v0_1_0, content: Bool = false
    ) -> [Span] {
        TraceRecorder.trace(of: events, convention: convention, hasContent: content)
    }

    private let typical = InventedRun.typical()

    @Test func aRunIsATree() throws {
        let spans = trace(typical.events)
        let names = Dictionary(grouping: spans, by: \.name).mapValues(\.count)
        #expect(
            names == [
                "invoke_agent planner": 1, "plan planner": 1, "text_completion small": 2, "chat large": 3,
                "execute_tool go": 1, "execute_tool jump": 1, "execute_tool walk": 1,
            ])
        let root = try #require(spans.first { $0.parent == nil })
        #expect(root.name == "invoke_agent planner")
        let plan = try #require(spans.first { $0.name == "plan planner" })
        #expect(plan.parent == root.id)
        #expect(spans.filter { $0.parent == plan.id }.count == 8)
        #expect(Set(spans.map(\.trace)).count == 1)
    }

    @Test func theTraceIsNamedLikeTheRun() {
        // The same 128 bits, in base 32 there and in base 16 here.
        let id = RunID("7ZZZZZZZZZZZZZZZZZZZZZZZZZ").map(TraceID.init)
        #expect(id?.hexadecimal == String(repeating: "f", count: 32))
        #expect(RunID("00000000000000000000000010").map(TraceID.init)?.hexadecimal.hasSuffix("0020") == true)
        let nothing = RunID("00000000000000000000000000").map(TraceID.init)
        #expect(nothing?.hexadecimal == String(repeating: "0", count: 31) + "1")
    }

    @Test func theSameRunHasTheSameNamesAlways() {
        let spans = trace(typical.events)
        #expect(Set(spans.map(\.id)).count == spans.count)
        #expect(trace(typical.events) == spans)
        #expect(spans.first?.id.hexadecimal == SpanID.run(InventedRun.id).hexadecimal)
        #expect(SpanID.run(InventedRun.id).hexadecimal == "6c4971d2102b1a9f")
    }

    @Test func timesAreThoseOfTheWall() throws {
        let root = try #require(trace(typical.events).first)
        #expect(root.start == 1_750_000_000_000_000_000)
        #expect(root.end == 1_750_000_000_250_000_000)
        let call = try #require(trace(typical.events).first { $0.id == .call(CallID(2), of: InventedRun.id) })
        #expect(call.end - call.start == 50_000_000)
    }

    @Test func inputHoldsCachedTokens() throws {
        let call = try #require(trace(typical.events).first { $0.name == "chat large" })
        #expect(call["gen_ai.usage.input_tokens"] == .whole(520))
        #expect(call["gen_ai.usage.cache_read.input_tokens"] == .whole(100))
        #expect(call["gen_ai.usage.cache_write.input_tokens"] == .whole(20))
        #expect(call["gen_ai.usage.output_tokens"] == .whole(30))
        let older = try #require(trace(typical.events, .v1_41_1).first { $0.name == "chat large" })
        #expect(older["gen_ai.usage.cache_creation.input_tokens"] == .whole(20))
        #expect(older["gen_ai.usage.cache_write.input_tokens"] == nil)
    }

    @Test func aCallSaysWhoWasAskedWhere() throws {
        let call = try #require(trace(typical.events).first { $0.name == "chat large" })
        #expect(call.kind == .client)
        #expect(call["gen_ai.provider.name"] == .text("gcp.gemini"))
        #expect(call["gen_ai.request.model"] == .text("large"))
        #expect(call["server.address"] == .text("example.org"))
        #expect(call["server.port"] == .whole(443))
        #expect(call["outrider.role"] == .text("verifier"))
        #expect(call["outrider.cost.usd"] == .number(0.001))
        #expect(call["outrider.cost.provenance"] == .text("reported"))
        let draft = try #require(trace(typical.events).first { $0.name == "text_completion small" })
        #expect(draft.kind == .internal)
        #expect(draft["server.address"] == nil)
    }

    @Test func whatBecameOfWorkIsSaidOfEach() {
        let verdicts = trace(typical.events).reduce(into: [String: Attribute.Value]()) { verdicts, span in
            verdicts[span.id.hexadecimal] = span["outrider.verdict"]
        }
        let run = InventedRun.id
        let calls = (1...5).map { verdicts[SpanID.call(CallID($0), of: run).hexadecimal] }
        #expect(
            calls == [
                .text("committed"), .text("committed"), .text("disagreed"), .text("committed"), .text("cancelled"),
            ])
        let executions = (1...3).map { verdicts[SpanID.execution($0, of: run).hexadecimal] }
        #expect(executions == [.text("committed"), .text("unused"), .text("committed")])
    }

    @Test func aCancelledGenerationEndsWithErrorAndIsNone() throws {
        let call = try #require(trace(typical.events).first { $0["outrider.verdict"] == .text("cancelled") })
        #expect(call["gen_ai.response.finish_reasons"] == .texts(["error"]))
        #expect(call.status == .unset)
        #expect(call["error.type"] == nil)
        #expect(call["outrider.cost.provenance"] == .text("estimated"))
    }

    @Test func aFailedCallIsAnError() throws {
        var run = InventedRun()
        let call = run.start(.verifier, at: 1)
        run.settle(call, .failed, after: .seconds(1), cost: nil, error: "the server is down")
        run.resolve(call, .failed)
        run.finish(.failed, answer: nil, error: "nobody answers")
        let spans = trace(run.events)
        let failed = try #require(spans.first { $0.name == "chat large" })
        #expect(failed.status == .error("the server is down"))
        #expect(failed["error.type"] == .text("_OTHER"))
        #expect(failed["outrider.cost.usd"] == nil)
        #expect(spans.first?.status == .error("nobody answers"))
        #expect(!spans.contains { $0.name.hasPrefix("plan") }, "where nothing is drafted there are no rounds")
    }

    @Test func aToolThatFailsIsAnErrorWithoutItsWords() throws {
        var run = InventedRun()
        run.execute(1, "go", isError: true)
        run.finish()
        let span = try #require(trace(run.events).first { $0.name == "execute_tool go" })
        #expect(span.status == .error("the tool reports an error"))
        #expect(span["error.type"] == .text("tool_error"))
    }

    @Test func aDraftIsLinkedFromWhatConfirmsIt() {
        let linked = trace(typical.events).filter { !$0.links.isEmpty }
        #expect(linked.map(\.id) == [.call(CallID(1), of: InventedRun.id)])
        #expect(linked.first?.links.map(\.span) == [.call(CallID(2), of: InventedRun.id)])
    }

    @Test func aStepThatNobodyJudgedIsLinkedToItsDraft() {
        var run = InventedRun()
        let call = run.start(.drafter, at: 1)
        run.settle(call, after: .milliseconds(50))
        run.draft(1, "go", by: call)
        run.append(
            .scored(
                .init(position: 1, prefix: "00ff", action: Action(tool: "go"), score: 0.9, isKept: true, reason: "")))
        run.execute(1, "go")
        run.commit(1, "go")
        run.resolve(call, .useful)
        run.finish()
        let linked = trace(run.events).filter { !$0.links.isEmpty }
        #expect(linked.map(\.name) == ["execute_tool go"])
        #expect(linked.first?.links.map(\.span) == [.call(call, of: InventedRun.id)])
    }

    @Test func contentIsThereForThoseWhoAskForIt() throws {
        let without = trace(typical.events).map { "\($0)" }.joined()
        #expect(!without.contains("secret"))
        let spans = trace(typical.events, content: true)
        let root = try #require(spans.first)
        #expect(
            root["gen_ai.input.messages"]
                == .text(#"[{"parts":[{"content":"a secret task","type":"text"}],"role":"user"}]"#))
        let tool = try #require(spans.first { $0.name == "execute_tool walk" })
        #expect(tool["gen_ai.tool.call.arguments"] == .text(#"{"to":"a secret place"}"#))
        #expect(tool["gen_ai.tool.call.result"] == .text("a secret sight"))
    }

    @Test func aKilledRunEndsWhereItsRecordDoes() throws {
        let events = typical.events.filter { $0.time < .milliseconds(200) }
        let spans = trace(events)
        let root = try #require(spans.first { $0.parent == nil })
        #expect(root.end - root.start == 100_000_000)
        #expect(root["gen_ai.response.finish_reasons"] == nil)
        let open = try #require(spans.first { $0.id == .call(CallID(1), of: InventedRun.id) })
        #expect(open["outrider.verdict"] == nil)
        #expect(open.end <= root.end)
    }

    @Test func aResumedRunIsOneTraceOnTwoClocks() throws {
        var run = InventedRun()
        let lost = run.start(.verifier, at: 1)
        run.wait(.seconds(1))
        run.finish(.interrupted, answer: nil)
        run.append(.resumed(.init(steps: 0, resumedAt: InventedRun.startedAt + 3_600_000)))
        let call = run.start(.verifier, at: 1)
        run.wait(.seconds(1))
        run.settle(call, after: .seconds(1))
        run.resolve(call, .useful)
        run.finish()
        let spans = trace(run.events)
        #expect(spans.filter { $0.parent == nil }.count == 1)
        let root = try #require(spans.first)
        #expect(root.end - root.start == 3_601_000_000_000)
        let again = try #require(spans.first { $0.id == .call(call, of: InventedRun.id) })
        #expect(again.start == 1_750_003_600_000_000_000)
        #expect(spans.contains { $0.id == .call(lost, of: InventedRun.id) })
    }

    @Test(arguments: SpeculationMachine.Scheduling.allCases, [[], [1], [3, 4], [2, 5, 8]] as [Set<Int>])
    func whatIsSentLiveIsWhatIsExported(scheduling: SpeculationMachine.Scheduling, mistakes: Set<Int>) async throws {
        for depth in 0...4 {
            let events = await RiddenRuns.events(
                mistakes: mistakes, depth: depth, scheduling, drafterFails: depth == 4 && mistakes == [1])
            let run = try #require(events.first?.run)
            var recorder = TraceRecorder(of: run, convention: .v0_1_0, hasContent: false)
            let live = events.flatMap { recorder.record($0) }
            let spans = trace(events)
            #expect(Set(live) == Set(spans))
            #expect(live.count == spans.count, "depth \(depth): a span came twice")
            #expect(Self.complaints(about: spans, RunSummary(events)) == [], "depth \(depth)")
        }
    }

    private static func complaints(about spans: [Span], _ summary: RunSummary) -> [String] {
        let known = Dictionary(spans.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        var complaints: [String] = []
        if known.count != spans.count { complaints.append("two spans have one name") }
        if spans.count(where: { $0.parent == nil }) != 1 { complaints.append("not one root") }
        for span in spans {
            if span.end < span.start { complaints.append("\(span.name) ends before it begins") }
            if let parent = span.parent {
                guard let around = known[parent] else {
                    complaints.append("\(span.name) has no parent")
                    continue
                }
                if around.start > span.start { complaints.append("\(span.name) begins before \(around.name)") }
            }
            for link in span.links where known[link.span]?["outrider.verdict"] != .text("committed") {
                complaints.append("\(span.name) confirms what does not stand")
            }
        }
        let calls = spans.count { $0["outrider.role"] != nil }
        if calls != summary.calls.count { complaints.append("\(calls) of \(summary.calls.count) calls") }
        if spans.flatMap(\.links).count != summary.matches { complaints.append("links for other than right drafts") }
        return complaints
    }
}

extension Span {
    /// The value of an attribute.
    subscript(name: String) -> Attribute.Value? { attributes.first { $0.name == name }?.value }
}
