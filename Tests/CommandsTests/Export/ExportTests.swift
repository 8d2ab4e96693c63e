import Foundation
import LoopbackServer
import Planning
import Testing

/// What is handed to other programs, as the program writes it.
struct ExportTests {
    private func ridden(_ outrider: OutriderProcess) async throws -> String {
        let run = try await outrider("run", "a task <b>", "--depth", "2", "--json")
        return try #require(try run.json["run"]?.string, "\(run.errors)")
    }

    @Test func everyFormHoldsTheSameRun() async throws {
        let plan = try PlanServer(mistakes: [3])
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let run = try await ridden(outrider)
        let calls = try await outrider("show", run, "--calls", "--json").json.array ?? []

        let document = try await outrider("export", run, "--format", "json").json
        #expect(document["schema"] == "outrider.export/1")
        #expect(document["run"] == (try await outrider("show", run, "--json").json))
        #expect(document["calls"]?.array == calls)
        #expect(document["decisions"] == (try await outrider("show", run, "--decisions", "--json").json))
        let events = try #require(document["events"]?.array)
        #expect(events.first?["event"] == "started" && events.last?["event"] == "finished")

        let sheet = try await outrider("export", run, "--format", "csv").output
        #expect(sheet.split(separator: "\n").count == calls.count + 1)
        #expect(try await outrider("export", run, "--format", "html").output.contains("a task &lt;b&gt;"))
        let chrome = try await outrider("export", run, "--format", "chrome-trace").json
        #expect(chrome["traceEvents"]?.array?.isEmpty == false)
        let trace = try await outrider("export", run, "--format", "otlp-json")
        #expect(try trace.json["resourceSpans"]?.array?.count == 1)
        #expect(!trace.output.contains("a task <b>"))
        let telling = try await outrider("export", run, "--format", "otlp-json", "--content").output
        #expect(telling.contains("a task <b>"))
    }

    @Test func aFileIsWrittenWhereItIsWanted() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let run = try await ridden(outrider)
        let result = try await outrider("export", String(run.prefix(12)), "--format", "html", "--output", "run.html")
        #expect(result.status == 0 && result.output.isEmpty, "\(result.errors)")
        #expect(FileManager.default.fileExists(atPath: outrider.home.appending(path: "run.html").path))
        let failed = try await outrider("export", run, "--format", "html", "--output", "no/such/folder.html")
        #expect(failed.status == 1)
        #expect(failed.errors.contains("is the folder there?"))
    }

    @Test func whatIsTypedWrongIsSaid() async throws {
        let outrider = try OutriderProcess()
        #expect(try await outrider("export", "X", "--format", "pdf").status == 64)
        #expect(try await outrider("export", "X").errors.contains("--format"))
        let version = try await outrider("export", "X", "--format", "otlp-json", "--convention", "v9")
        #expect(version.status == 64 && version.errors.contains("v0.1.0 and v1.41.1"), "\(version.errors)")
        let content = try await outrider("export", "X", "--format", "csv", "--content")
        #expect(content.status == 64 && content.errors.contains("belong to --format otlp-json"))
        let collector = try await outrider("run", RunTests.task, "--otlp-endpoint", "nowhere")
        #expect(collector.status == 64 && collector.errors.contains("--otlp-endpoint"))
    }

    @Test func aRunIsSeenByACollectorWhileItGoesOn() async throws {
        let collector = try ScriptedServer { _ in .json("{}") }
        defer { collector.stop() }
        var outrider = try OutriderProcess()
        outrider.environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.url()
        outrider.environment["OTEL_EXPORTER_OTLP_HEADERS"] = "x-key=sesame"
        let result = try await outrider("run", RunTests.task, "--quiet")
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
        let bodies = collector.requests.map(\.text).joined()
        #expect(bodies.contains("invoke_agent blocksworld"))
        #expect(collector.requests.allSatisfy { $0.header("x-key") == "sesame" && $0.path == "/v1/traces" })
    }

    @Test func withoutItsCollectorARunDoesNotFail() async throws {
        let port = try ClosedPort()
        var outrider = try OutriderProcess()
        outrider.environment["OTEL_EXPORTER_OTLP_HEADERS"] = "x-key=sesame"
        let result = try await outrider("run", RunTests.task, "--quiet", "--otlp-endpoint", port.url())
        #expect(result.status == 0)
        #expect(!result.output.isEmpty)
        #expect(result.errors.contains("spans of the trace are lost") && !result.errors.contains("sesame"))
        outrider.environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = "grpc://nowhere"
        let unread = try await outrider("run", RunTests.task, "--quiet")
        #expect(unread.status == 0)
        #expect(unread.errors.contains("OTEL_EXPORTER_OTLP_ENDPOINT"))
    }

    @Test func withoutATerminalTheViewerNamesWhatWorks() async throws {
        let result = try await OutriderProcess()("inspect", "X")
        #expect(result.status == 64)
        #expect(result.errors.contains("outrider show"))
    }
}
