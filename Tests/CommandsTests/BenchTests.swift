import Foundation
import Planning
import Testing

/// `outrider bench`, `outrider calibrate`, and drafting from memory.
struct BenchTests {
    private let traces = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/traces/react.jsonl").path

    @Test(arguments: ["threshold", "dsp", "ucb", "exp3", "off", "oracle"])
    func everyControllerIsJudgedByATraceFile(controller: String) async throws {
        let result = try await OutriderProcess()(
            "bench", "--traces", traces, "--lambda", "0.5", "--controller", controller, "--prices", "0.4,1.6,2,8",
            "--json")
        #expect(result.status == 0, "\(result.errors)")
        let rows = try #require(try result.json["results"]?.array)
        #expect(rows.count == 1)
        let keys = [
            "controller", "lambda", "j", "j_oracle", "efficiency", "latency_s", "cost_usd", "acceptance",
            "steps_per_second",
        ]
        for key in keys { #expect(rows.first?[key] != nil, "\(key)") }
        #expect(rows.first?["controller"]?.string == controller)
        #expect(try #require(rows.first?["j"]?.double) >= #require(rows.first?["j_oracle"]?.double) - 1e-9)
    }

    @Test func aTraceFileThatIsWrongNamesItsLine() async throws {
        let outrider = try OutriderProcess()
        try Data("{\"task_id\": 1}\n".utf8).write(to: outrider.home.appending(path: "bad.jsonl"))
        let result = try await outrider("bench", "--traces", "bad.jsonl")
        #expect(result.status == 65)
        #expect(result.errors.contains("bad.jsonl:1"))
    }

    @Test func withoutRunsThereIsNothingToCalibrate() async throws {
        let outrider = try OutriderProcess()
        _ = try await outrider("run", RunTests.task, "--quiet")
        let result = try await outrider("calibrate")
        #expect(!(result.output + result.errors).isEmpty)
        #expect(!result.errors.contains("Fatal"))
    }

    @Test func aDrafterRemembersWhatTheVerifierDecidedBefore() async throws {
        let outrider = try OutriderProcess()
        let first = try await outrider("run", RunTests.task, "--drafter", "memory", "--depth", "2", "--json").json
        let second = try await outrider("run", RunTests.task, "--drafter", "memory", "--depth", "2", "--json").json
        #expect((second["recall"]?["hits"]?.integer ?? 0) > 0)
        #expect(
            second["steps"]?.array?.compactMap { $0["action"] } == first["steps"]?.array?.compactMap { $0["action"] })
    }
}
