import LoopbackServer
import Planning
import PlanningTesting
import Synchronization
import Telemetry
import Testing
import Transport

struct OTLPExporterTests {
    private let events = InventedRun.typical().events
    private let client = HTTPClient()

    private func exporter(
        _ address: String, headers: String? = nil, _ change: (inout OTLPExporter.Settings) -> Void = { _ in }
    ) throws -> OTLPExporter {
        var settings = OTLPExporter.Settings()
        settings.interval = .zero
        change(&settings)
        return OTLPExporter(
            of: InventedRun.id, to: try OTLPEndpoint(address: address, headers: headers), over: client, version: "1",
            settings: settings)
    }

    private static func spans(_ request: ServerRequest) -> [JSONValue] {
        let document = try? JSONValue(parsing: request.text)
        return document?["resourceSpans"]?.array?.first?["scopeSpans"]?.array?.first?["spans"]?.array ?? []
    }

    @Test func spansArriveWhileTheRunGoesOn() async throws {
        let hasArrived = Gate()
        let server = try ScriptedServer { request in
            hasArrived.open()
            return .json("{}")
        }
        defer { server.stop() }
        let exporter = try exporter(server.url("/"), headers: "x-team=red%20blue, authorization=Bearer abc")
        let expected = TraceRecorder.trace(of: events, convention: .v0_1_0, hasContent: false)
        let (early, late) = (events.dropLast(), events.suffix(1))
        await withTaskGroup { group in
            group.addTask { await exporter.deliver() }
            for event in early { exporter.record(event) }
            await hasArrived.wait()
            for event in late { exporter.record(event) }
            group.cancelAll()
        }
        let report = await exporter.finish(within: .seconds(60))
        #expect(report.lost == 0, "\(report)")
        let received = server.requests.flatMap(Self.spans)
        // What was cut off is sent again; a collector knows it by its name.
        #expect(Set(received.compactMap { $0["spanId"]?.string }) == Set(expected.map(\.id.hexadecimal)))
        let request = try #require(server.requests.first)
        #expect(request.method == "POST" && request.path == "/v1/traces")
        #expect(request.header("content-type") == "application/json")
        #expect(request.header("x-team") == "red blue")
        #expect(request.header("authorization") == "Bearer abc")
    }

    @Test func whereNobodyListensTheLossIsTold() async throws {
        let port = try ClosedPort()
        let exporter = try exporter(port.url("/?token=sesame"), headers: "authorization=Bearer%20abracadabra")
        for event in events { exporter.record(event) }
        let report = await exporter.finish(within: .seconds(60))
        #expect(report.sent == 0)
        #expect(report.lost == 10)
        let problem = try #require(report.problem)
        #expect(problem.contains("127.0.0.1"))
        #expect(!problem.contains("sesame") && !problem.contains("abracadabra"))
    }

    @Test func whoIsBusyIsAskedAgain() async throws {
        let asked = Mutex(0)
        let server = try ScriptedServer { _ in
            let number = asked.withLock {
                $0 += 1
                return $0
            }
            return number < 3 ? .reply(503, text: "later") : .json("{}")
        }
        defer { server.stop() }
        let taken = try exporter(server.url())
        for event in events { taken.record(event) }
        // The end has no time for second attempts; the run has.
        #expect(await taken.finish(within: .seconds(60)).lost == 10)
        let patient = try exporter(server.url())
        for event in events { patient.record(event) }
        await withTaskGroup { group in
            group.addTask { await patient.deliver() }
            while asked.withLock({ $0 }) < 3 { await Task.yield() }
            group.cancelAll()
        }
        #expect(await patient.finish(within: .seconds(60)).lost == 0)
    }

    @Test(arguments: [400, 401, 404, 301]) func whoRefusesIsNotAskedAgain(status: Int) async throws {
        let server = try ScriptedServer { _ in
            .reply(status, [("Location", "http://127.0.0.1:1/")], text: "secret words")
        }
        defer { server.stop() }
        let exporter = try exporter(server.url()) { $0.batchSize = 2 }
        for event in events { exporter.record(event) }
        let report = await exporter.finish(within: .seconds(60))
        #expect(server.requests.count == 1)
        #expect(report.lost == 10)
        #expect(report.problem?.contains("status \(status)") == true)
        #expect(report.problem?.contains("secret") == false)
    }

    @Test func rejectedSpansAreCounted() async throws {
        let server = try ScriptedServer { _ in .json(#"{"partialSuccess":{"rejectedSpans":"4","errorMessage":"no"}}"#) }
        defer { server.stop() }
        let exporter = try exporter(server.url())
        for event in events { exporter.record(event) }
        let report = await exporter.finish(within: .seconds(60))
        #expect(report.sent == 6 && report.lost == 4)
    }

    @Test func theQueueIsBounded() async throws {
        let server = try ScriptedServer { _ in .json("{}") }
        defer { server.stop() }
        let exporter = try exporter(server.url()) {
            $0.queueLength = 3
            $0.batchSize = 2
        }
        for event in events { exporter.record(event) }
        let report = await exporter.finish(within: .seconds(60))
        #expect(report.sent == 3 && report.lost == 7)
        #expect(server.requests.map { Self.spans($0).count } == [2, 1])
    }

    @Test func whoNeverAnswersIsNotWaitedFor() async throws {
        let server = try ScriptedServer { _ in [.hang] }
        defer { server.stop() }
        let exporter = try exporter(server.url())
        for event in events { exporter.record(event) }
        let report = await exporter.finish(within: .milliseconds(50))
        #expect(report.lost == 10)
    }

    @Test(arguments: [
        ("http://host", "http://host/v1/traces"), ("http://host:4318/", "http://host:4318/v1/traces"),
        ("https://host/otel/", "https://host/otel/v1/traces"),
        ("https://user:word@host/api/v1/traces?key=x", "https://host/api/v1/traces"),
        ("http://[::1]:4318", "http://[::1]:4318/v1/traces"),
    ]) func anAddressIsABaseAndShowsNoSecret(address: String, described: String) throws {
        #expect(try OTLPEndpoint(address: address).description == described)
    }

    @Test(arguments: ["", "localhost:4318", "grpc://host:4317", "http://", "http:///v1", "ftp://host"])
    func whatIsNoAddressIsRefused(address: String) {
        #expect(throws: OTLPEndpoint.Invalid.self) { try OTLPEndpoint(address: address) }
    }

    @Test(arguments: ["novalue", "a b=c", "name=%zz", "name=line%0abreak", "good=1,bad"])
    func headersThatCannotBeSentAreRefusedWithoutBeingShown(headers: String) {
        let error = #expect(throws: OTLPEndpoint.Invalid.self) {
            try OTLPEndpoint(address: "http://host", headers: headers)
        }
        #expect(error?.description.contains("header") == true)
        #expect(error?.description.contains(headers) == false)
    }
}
