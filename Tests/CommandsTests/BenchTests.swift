import Foundation
import LoopbackServer
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

    @Test func withoutPricesItSaysWhatLambdaWeighs() async throws {
        let result = try await OutriderProcess()(
            "bench", "--traces", traces, "--controller", "fixed,dsp-0.99", "--lambda", "0", "--lambda", "1", "--json")
        #expect(result.status == 0)
        #expect(result.errors.contains("λ weighs time against tokens"))
        let rows = try #require(try result.json["results"]?.array)
        #expect(rows.compactMap { $0["controller"]?.string } == ["fixed-2", "dsp-0.99", "fixed-2", "dsp-0.99"])
        #expect(rows.allSatisfy { $0["cost_usd"] == .null && $0["cost_basis"]?.string == "tokens" })
    }

    @Test(arguments: ["best", ",", "fixed-65", "dsp-2"]) func whoIsNotKnownIsNamed(controller: String) async throws {
        let result = try await OutriderProcess()("bench", "--traces", traces, "--controller", controller)
        #expect(result.status == 64)
        #expect(result.errors.contains("--controller knows no"))
    }

    @Test func aSuiteIsShownEvenWhereItsFilesCannotBeWritten() async throws {
        let outrider = try OutriderProcess()
        let suite = """
            name: small
            tasks: 2
            seeds: 2
            lambdas: [0.5]
            controllers: [fixed-1, dsp-0.9]
            workloads:
              one:
                acceptance: 0.8
                drafter: {latency_s: 1, prompt_tokens: 10, generation_tokens: 1, prices: [1, 2]}
                verifier: {latency_s: 5, prompt_tokens: 20, generation_tokens: 9, prices: [1, 2]}
                steps: 5
                concurrent_calls: 2
            """
        try Data(suite.utf8).write(to: outrider.home.appending(path: "small.yaml"))
        let result = try await outrider("bench", "small.yaml", "--rows", "rows.jsonl", "--figure", "nowhere/f.svg")
        #expect(result.status == 1)
        #expect(result.errors.contains("nowhere/f.svg cannot be written"))
        for column in ["J*", "J reachable", "ΔP", "cost/k2", "dsp-0.9"] { #expect(result.output.contains(column)) }
        let rows = try String(contentsOf: outrider.home.appending(path: "rows.jsonl"), encoding: .utf8)
        #expect(rows.split(separator: "\n").count == 4)
    }

    @Test func withoutARecordThereIsNothingToCalibrate() async throws {
        let result = try await OutriderProcess()("calibrate")
        #expect(result.status == 78)
        #expect(result.errors.contains("`outrider run` makes one"))
    }

    @Test func afterTooFewRunsCalibrateSuggestsNothing() async throws {
        let outrider = try OutriderProcess()
        _ = try await outrider("run", RunTests.task, "--quiet", "--lambda", "0.9")
        let result = try await outrider("calibrate")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("blocksworld  embedded/"))
        #expect(result.output.contains("Too few runs to suggest a λ: 1 run with"))
        let crew = try await outrider("calibrate", "--json").json["calibrations"]?.array?.first
        #expect(crew?["suggested_lambda"] == .null)
        #expect(crew?["choices"]?.array?.count == 11)
    }

    @Test func aDrafterRemembersWhatTheVerifierDecidedBefore() async throws {
        let before = try PlanServer()
        // A verifier that answered at once would overtake what is remembered.
        let now = try PlanServer(awaitedDraft: 1)
        defer { for plan in [before, now] { plan.server.stop() } }
        let outrider = try OutriderProcess(config: before.config)
        let first = try await outrider("run", "a task", "--strategy", "sequential", "--json").json
        try outrider.configure(now.config)
        let second = try await outrider("run", "a task", "--drafter", "memory", "--depth", "2", "--json").json
        #expect((second["recall"]?["hits"]?.integer ?? 0) > 0)
        #expect(
            second["steps"]?.array?.compactMap { $0["action"] } == first["steps"]?.array?.compactMap { $0["action"] })
    }
}
