import Planning
import PlanningTesting
import Telemetry
import Testing

/// The documents that other programs read.
struct DocumentTests {
    @Test func aRequestHasTheShapeOfOTLP() throws {
        let spans = TraceRecorder.trace(
            of: InventedRun.typical().events, convention: .v1_41_1, hasContent: false)
        let document = OTLPRequest.document(spans, convention: .v1_41_1, version: "1.2.3")
        let resource = try #require(document["resourceSpans"]?.array?.first)
        #expect(resource["resource"]?["attributes"]?.array?.first?["value"] == ["stringValue": "outrider"])
        let scope = try #require(resource["scopeSpans"]?.array?.first)
        #expect(scope["scope"] == ["name": "outrider", "version": "1.2.3"])
        #expect(scope["schemaUrl"] == "https://opentelemetry.io/schemas/1.41.1")
        let written = try #require(scope["spans"]?.array)
        #expect(written.count == spans.count)
        let root = try #require(written.first)
        #expect(root["traceId"]?.string?.count == 32)
        #expect(root["spanId"]?.string?.count == 16)
        #expect(root["parentSpanId"] == nil)
        #expect(root["startTimeUnixNano"] == "1750000000000000000")
        #expect(root["kind"] == 1)
        #expect(root["status"] == nil)
        let attributes = try #require(root["attributes"]?.array)
        #expect(attributes.contains(["key": "gen_ai.usage.input_tokens", "value": ["intValue": "2600"]]))
        #expect(
            attributes.contains([
                "key": "gen_ai.response.finish_reasons", "value": ["arrayValue": ["values": [["stringValue": "stop"]]]],
            ]))
        #expect(written.compactMap { $0["links"] }.count == 1)
    }

    @Test func aNewerConventionWithoutAnAddressNamesNone() {
        let document = OTLPRequest.document([], convention: .v0_1_0, version: "1")
        #expect(document["resourceSpans"]?.array?.first?["scopeSpans"]?.array?.first?["schemaUrl"] == nil)
    }

    @Test func aFailureHasACodeAndAMessage() throws {
        var run = InventedRun()
        run.finish(.failed, answer: nil, error: "nobody answers")
        let spans = TraceRecorder.trace(of: run.events, convention: .v0_1_0, hasContent: false)
        let text = OTLPRequest.document(spans, convention: .v0_1_0, version: "1").canonical
        #expect(text.contains(#""status":{"code":2,"message":"nobody answers"}"#))
    }

    @Test func aTraceForPerfettoHasLanesArrowsAndDollars() throws {
        let document = ChromeTrace.document(of: RunTimeline(InventedRun.typical().events))
        let events = try #require(document["traceEvents"]?.array)
        func count(_ phase: String) -> Int { events.count { $0["ph"]?.string == phase } }
        // Two steps, five calls, three executions; two verdicts with two ends each; five payments.
        #expect(count("X") == 10)
        #expect(count("s") == 2 && count("f") == 2)
        #expect(count("C") == 5)
        let lanes = events.filter { $0["name"] == "thread_name" }.compactMap { $0["args"]?["name"]?.string }
        #expect(lanes == ["steps", "drafter", "verifier", "verifier 2", "verifier 3", "tools"])
        let draft = try #require(events.first { $0["name"] == "drafter 1" })
        #expect(draft["ts"] == 0)
        #expect(draft["dur"] == 50_000)
        #expect(events.contains { $0["name"] == "drafter 2 (mismatched)" })
        let spent = events.filter { $0["ph"] == "C" }.compactMap { $0["args"]?["spent"]?.double }
        #expect(spent.last == 0.003_02)
        #expect(document["otherData"]?["run"]?.string == InventedRun.id.description)
    }

    @Test func aRunOfWhichNothingIsKnownIsNoTrace() {
        #expect(TraceRecorder.trace(of: [], convention: .v0_1_0, hasContent: true) == [])
        #expect(ChromeTrace.document(of: RunTimeline([]))["traceEvents"]?.array?.count == 1)
    }
}
