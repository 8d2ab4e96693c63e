import Foundation
import LoopbackServer
import Planning
import Testing

/// `outrider bench tasks`: real strategies, real set-up, known answers.
struct BenchTasksTests {
    private func contestants(_ document: JSONValue) -> [String: JSONValue] {
        Dictionary(
            uniqueKeysWithValues: (document["contestants"]?.array ?? []).compactMap { one in
                one["contestant"]?.string.map { ($0, one) }
            })
    }

    @Test func theSearchEnginesMeetTheSameTasks() async throws {
        let outrider = try OutriderProcess()
        let result = try await outrider(
            "bench", "tasks", "blocksworld", "--count", "4", "--size", "3-5", "--strategies",
            "sequential,draft-only,dsp --depth 2", "--json", "--rows", "rows.jsonl", "--figure", "f.svg")
        #expect(result.status == 0, "\(result.errors)")
        let document = try result.json
        let contestants = contestants(document)
        #expect(Set(contestants.keys) == ["sequential", "draft-only", "dsp --depth 2"])
        #expect(document["baseline"]?.string == "sequential")
        for name in ["sequential", "dsp --depth 2"] {
            #expect(contestants[name]?["optimal"]?["mean"]?.double == 1, "\(name)")
        }
        #expect(contestants["draft-only"]?["solved"]?["mean"]?.double == 1)
        #expect(contestants["draft-only"]?["verifier_calls"]?["mean"]?.double == 0)
        #expect(contestants["dsp --depth 2"]?["comparison"]?["accuracy_points"]?["mean"]?.double == 0)
        let rows = try #require(document["rows"]?.array)
        #expect(rows.count == 12)
        #expect(Set(rows.prefix(3).map { $0["task"]?.string }).count == 1, "all meet a task before the next one")
        #expect(rows.allSatisfy { ($0["grade"]?.string ?? "wrong") != "wrong" && $0["reason"]?.string != nil })
        let lines = try String(contentsOf: outrider.home.appending(path: "rows.jsonl"), encoding: .utf8)
        #expect(lines.split(separator: "\n").count == 12)
        let figure = try String(contentsOf: outrider.home.appending(path: "f.svg"), encoding: .utf8)
        #expect(figure.contains("blocksworld: accuracy against calls of the verifier"))
        // Nothing was to be recorded.
        #expect(!FileManager.default.fileExists(atPath: outrider.database))
    }

    @Test func modelsOfKnownQualityTakeTheirTimeInVirtualTime() async throws {
        let outrider = try OutriderProcess()
        let arguments = [
            "bench", "tasks", "countdown", "--count", "30", "--strategies", "sequential,draft-only,dsp --depth 2",
            "--drafter", "scripted/0.6:60s:0.001", "--verifier", "scripted/1:600s:0.01", "--json",
        ]
        let result = try await outrider.start(arguments).result()
        #expect(result.status == 0, "\(result.errors)")
        let contestants = contestants(try result.json)
        // Three or four numbers take two or three steps and the end: nobody waited for an hour of calls.
        let alone = try #require(contestants["sequential"])
        #expect(alone["solved"]?["mean"]?.double == 1)
        #expect(alone["latency_s"]?["mean"]?.double == 600 * 3.5)
        #expect(abs((alone["cost_usd"]?["mean"]?.double ?? 0) - 0.01 * 3.5) < 1e-9)
        let dsp = try #require(contestants["dsp --depth 2"]?["comparison"])
        #expect(dsp["accuracy_points"]?["mean"]?.double == 0)
        #expect((dsp["relative_latency"]?["mean"]?.double ?? 1) < 0.95)
        #expect((dsp["relative_cost"]?["mean"]?.double ?? 0) > 1)
        #expect((contestants["draft-only"]?["solved"]?["mean"]?.double ?? 1) < 0.7)
        let again = try await outrider.start(arguments).result()
        #expect(try self.contestants(again.json) == contestants, "virtual time takes the same course every time")
    }

    @Test func everyStrategyIsMeasuredInVirtualTime() async throws {
        let result = try await OutriderProcess()(
            "bench", "tasks", "countdown", "--count", "6", "--size", "3", "--drafter", "scripted/0.7:1s:0.001",
            "--verifier", "scripted/1:6s:0.01", "--reward", "scripted/0.95:0.5s:0.0002", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let contestants = contestants(try result.json)
        #expect(contestants.count >= 11)
        for (name, one) in contestants {
            #expect(one["runs"]?.integer == 6, "\(name)")
            #expect(one["unfinished"]?.integer == 0, "\(name)")
            #expect((one["latency_s"]?["mean"]?.double ?? 0) > 0, "\(name)")
        }
        // Whoever is always right is so with two answers to the same question, too.
        for name in ["sequential", "dsp"] { #expect(contestants[name]?["solved"]?["mean"]?.double == 1, "\(name)") }
        #expect(
            (contestants["rsd"]?["cost_usd"]?["mean"]?.double ?? 1)
                < (contestants["sequential"]?["cost_usd"]?["mean"]?.double ?? 0))
    }

    @Test func questionsOfAFileAreChecked() async throws {
        let outrider = try OutriderProcess()
        let lines = (1...6).map { #"{"question": "What is \#($0) and \#($0)?", "answer": "so #### \#(2 * $0)"}"# }
        try Data(lines.joined(separator: "\n").utf8).write(to: outrider.home.appending(path: "sums.jsonl"))
        let result = try await outrider(
            "bench", "tasks", "sums.jsonl", "--count", "5", "--strategies", "sequential,draft-only", "--drafter",
            "scripted/0:1s", "--verifier", "scripted/1:2s")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("sequential"))
        #expect(result.output.contains("100.0 %"))
        #expect(result.output.contains("In pairs with sequential"))
        #expect(result.output.contains("-100.0 [-100.0, -100.0]"))
    }

    @Test func recordedRunsAreThere() async throws {
        let outrider = try OutriderProcess()
        let result = try await outrider(
            "bench", "tasks", "24", "--count", "2", "--strategies", "sequential", "--record", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let runs = try await outrider("runs", "--json").json.array ?? []
        let rows = try result.json["rows"]?.array ?? []
        #expect(Set(runs.compactMap { $0["run"]?.string }) == Set(rows.compactMap { $0["run"]?.string }))
        #expect(runs.count == 2)
    }

    @Test func theBudgetEndsItAndWhatWasDoneIsReported() async throws {
        let outrider = try OutriderProcess()
        let result = try await outrider(
            "bench", "tasks", "countdown", "--size", "3", "--count", "10", "--strategies", "sequential",
            "--verifier", "scripted/1:1s:0.01", "--drafter", "scripted/1", "--budget", "0.09", "--json")
        #expect(result.status == 3)
        #expect(result.errors.contains("3 of 10 runs were made"))
        // Three steps for a cent each: the third run had no money for a fourth.
        let rows = try result.json["rows"]?.array ?? []
        #expect(rows.count == 3)
        #expect(rows.compactMap { $0["cost_usd"]?.double }.reduce(0, +) <= 0.09 + 1e-9)
    }

    @Test func controlCReportsWhatWasDone() async throws {
        // Two runs take fourteen requests; the third one hangs in its middle.
        let silence = Gate()
        defer { silence.open() }
        let plan = try PlanServer { number, _ in
            guard number > 17 else { return nil }
            var held = ChatAnswer.text("")
            held.gates[0] = silence
            return held
        }
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let question = #"{"question": "a task", "answer": "done"}"#
        try Data(Array(repeating: question, count: 400).joined(separator: "\n").utf8)
            .write(to: outrider.home.appending(path: "q.jsonl"))
        let started = try outrider.start([
            "bench", "tasks", "q.jsonl", "--agent", "openagi", "--strategies", "sequential", "--rows", "rows.jsonl",
        ])
        let rows = outrider.home.appending(path: "rows.jsonl")
        func written() -> Int {
            (try? String(contentsOf: rows, encoding: .utf8))?.split(separator: "\n").count ?? 0
        }
        try await eventually { written() == 2 && plan.server.requests.count > 17 }
        started.send(SIGINT)
        let result = try await started.result()
        #expect(result.status == 130)
        #expect(result.errors.contains("2 of 400 runs were made"))
        #expect(result.output.contains("sequential"))
    }

    @Test(arguments: [
        (["blocksworld", "--strategies", "best"], 64, "--strategies knows no “best”"),
        (["blocksworld", "--strategies", "dsp --dept 3"], 64, "the strategy “dsp --dept 3” cannot be run so"),
        (["blocksworld", "--strategies", "dsp,dsp"], 64, "--strategies names “dsp” twice"),
        (["blocksworld", "--strategies", "dsp", "--against", "srm"], 64, "--against is “srm”"),
        (["chess"], 64, "there are no tasks “chess”"),
        (["countdown", "--size", "9"], 64, "--size is “9”; for countdown it is a number from 2 to 4"),
        (["blocksworld", "--count", "0"], 64, "--count is 0"),
        (["blocksworld", "--agent", "countdown"], 64, "does not live in the world of the task"),
        (["blocksworld", "--drafter", "memory"], 64, "add --record"),
        (["blocksworld", "--drafter", "scripted/2"], 64, "write it as scripted/QUALITY:SECONDS:DOLLARS"),
        (["blocksworld", "--verifier", "nobody/nothing", "--drafter", "scripted/1"], 64, "nobody"),
        (["blocksworld", "--strategies", "rsd", "--reward", "scripted/x"], 64, "is no scripted model"),
        (["blocksworld", "--", "--lambda", "7"], 64, "--lambda is 7"),
        (["bad.jsonl"], 65, "bad.jsonl:2: there is no “question”"),
    ])
    func whatIsWrongIsSaidBeforeAnythingRuns(arguments: [String], status: Int32, message: String) async throws {
        let outrider = try OutriderProcess()
        try Data("{\"question\": \"a\", \"answer\": \"1\"}\n{}\n".utf8)
            .write(to: outrider.home.appending(path: "bad.jsonl"))
        let result = try await outrider.start(["bench", "tasks"] + arguments).result()
        #expect(result.status == status)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.output.isEmpty)
    }
}
