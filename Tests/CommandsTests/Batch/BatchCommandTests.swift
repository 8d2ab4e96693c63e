import Foundation
import LoopbackServer
import Planning
import Testing

/// `outrider batch`, as a program.
struct BatchCommandTests {
    private static let task = "c on a, a on table, b on table -> a on b, b on c"

    private func outrider(_ tasks: [String], config: String? = nil) throws -> OutriderProcess {
        let outrider = try OutriderProcess(config: config)
        try write(tasks, for: outrider)
        return outrider
    }

    private func write(_ tasks: [String], for outrider: OutriderProcess) throws {
        try Data(tasks.joined(separator: "\n").utf8).write(to: outrider.home.appending(path: "tasks.jsonl"))
    }

    private func tasks(_ count: Int) -> [String] {
        (1...count).map { #"{"id": "t\#($0)", "task": "\#(Self.task)"}"# }
    }

    private func results(_ output: String) throws -> [JSONValue] {
        try output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    private static let scripted = ["--drafter", "scripted/1:0s:0.001", "--verifier", "scripted/1:0s:0.01"]

    @Test func everyTaskHasOneResultAndOneRun() async throws {
        let outrider = try outrider(tasks(12))
        let result = try await outrider.start(
            ["batch", "tasks.jsonl", "--json", "--concurrency", "4"] + Self.scripted
        ).result()
        #expect(result.status == 0, "\(result.errors)")
        let lines = try results(result.output)
        #expect(Set(lines.compactMap { $0["task"]?.string }) == Set((1...12).map { "t\($0)" }))
        #expect(lines.allSatisfy { $0["status"] == "finished" && ($0["cost_usd"]?.double ?? 0) > 0 })
        #expect(Set(lines.compactMap { $0["run"]?.string }).count == 12)
        #expect(Set(lines.compactMap { $0["batch"]?.string }).count == 1)
        #expect(try await outrider("runs", "--json", "--number", "100").json.array?.count == 12)
    }

    @Test func aWrongLineIsNamedAndNothingIsRun() async throws {
        let outrider = try outrider([#""\#(Self.task)""#, #""not a problem of blocks""#, "{"])
        let result = try await outrider("batch", "tasks.jsonl")
        #expect(result.status == 65)
        #expect(result.errors.contains("tasks.jsonl:3"))
        try write([#""\#(Self.task)""#, #""not a problem of blocks""#], for: outrider)
        let second = try await outrider("batch", "tasks.jsonl")
        #expect(second.status == 65)
        #expect(second.errors.contains("tasks.jsonl:2"))
        #expect(!FileManager.default.fileExists(atPath: outrider.database))
    }

    @Test func moneyThatAllTasksShareIsNeverExceededAndTheRestGoesOnLater() async throws {
        let outrider = try outrider(tasks(20))
        let first = try await outrider.start(
            ["batch", "tasks.jsonl", "--json", "--concurrency", "16", "--batch-cost", "0.5"] + Self.scripted
        ).result()
        #expect(first.status == 3, "\(first.errors)")
        #expect(first.errors.contains("--batch-cost"))
        let spent = try results(first.output).compactMap { $0["cost_usd"]?.double }.reduce(0, +)
        #expect(spent <= 0.5 + 1e-9)
        let second = try await outrider.start(
            ["batch", "tasks.jsonl", "--json", "--resume", "--batch-cost", "50"] + Self.scripted
        ).result()
        #expect(second.status == 0, "\(second.errors)")
        let lines = try results(second.output)
        #expect(lines.count == 20)
        #expect(lines.allSatisfy { $0["status"] == "finished" })
        #expect(try await outrider("runs", "--json", "--number", "100").json.array?.count == 20)
    }

    @Test func aDailyLimitHoldsForEverything() async throws {
        let outrider = try outrider(tasks(10), config: "defaults:\n  daily_limit: 0.3\n")
        let first = try await outrider.start(["batch", "tasks.jsonl", "--json"] + Self.scripted).result()
        #expect(first.status == 3, "\(first.errors)")
        #expect(first.errors.contains("daily_limit"))
        let spent = try results(first.output).compactMap { $0["cost_usd"]?.double }.reduce(0, +)
        #expect(spent <= 0.3 + 1e-9)
        let single = try await outrider.start(["run", Self.task] + Self.scripted).result()
        #expect(single.status == 3, "\(single.errors)")
        #expect(single.errors.contains("a day is reached"))
    }

    @Test func theStepsOfADayHoldForEverything() async throws {
        let outrider = try outrider(tasks(6), config: "defaults:\n  daily_steps: 7\n")
        let first = try await outrider.start(["batch", "tasks.jsonl", "--json"] + Self.scripted).result()
        #expect(first.status == 3, "\(first.errors)")
        #expect(first.errors.contains("daily_steps"))
        let single = try await outrider.start(["run", Self.task] + Self.scripted).result()
        #expect(single.status == 3, "\(single.errors)")
        let dry = try await outrider.start(["run", Self.task, "--dry-run"] + Self.scripted).result()
        #expect(dry.output.contains("used today (UTC): 7 of 7 steps"), "\(dry.output)")
    }

    @Test(arguments: ["daily_time", "daily_working_time"]) func theTimeOfADayHoldsForEverything(
        setting: String
    ) async throws {
        let outrider = try outrider(tasks(2), config: "defaults:\n  \(setting): 1ms\n")
        let slow = ["--drafter", "scripted/1:0.01s:0", "--verifier", "scripted/1:0.02s:0"]
        // The first one may be over before it looks again.
        _ = try await outrider.start(["run", Self.task] + slow).result()
        for command in [["run", Self.task], ["batch", "tasks.jsonl"]] {
            let result = try await outrider.start(command + slow).result()
            #expect(result.status == 3, "\(result.errors)")
            #expect(result.errors.contains("raise `\(setting)`"), "\(result.errors)")
        }
    }

    /// What was done is not done again, what was begun goes on, and nothing is charged twice.
    @Test func aKilledBatchGoesOnWhereItWas() async throws {
        let outrider = try outrider(tasks(30))
        let arguments = [
            "batch", "tasks.jsonl", "--json", "--concurrency", "4", "--batch-cost", "50", "--drafter",
            "scripted/1:0.01s:0.001", "--verifier", "scripted/1:0.02s:0.01",
        ]
        let started = try outrider.start(arguments)
        let seen = await started.output { $0.split(separator: "\n").count >= 3 }
        started.send(SIGKILL)
        _ = try await started.result()
        let resumed = try await outrider.start(arguments + ["--resume"]).result()
        #expect(resumed.status == 0, "\(resumed.errors)")
        let lines = try results(resumed.output)
        #expect(lines.count == 30)
        #expect(Set(lines.compactMap { $0["task"]?.string }).count == 30)
        #expect(lines.allSatisfy { $0["status"] == "finished" })
        let early = try results(String(seen[..<(seen.lastIndex(of: "\n") ?? seen.startIndex)]))
        for line in early {
            let again = lines.first { $0["task"] == line["task"] }
            #expect(again?["earlier"] == true)
            #expect(again?["run"] == line["run"])
            #expect(again?["cost_usd"] == line["cost_usd"])
        }
        #expect(try await outrider("runs", "--json", "--number", "100").json.array?.count == 30)
    }

    @Test func anotherTextUnderTheSameNameIsNotGoneOnWith() async throws {
        let outrider = try outrider(tasks(2))
        #expect(try await outrider.start(["batch", "tasks.jsonl"] + Self.scripted).result().status == 0)
        try write(
            [#"{"id": "t1", "task": "\#(Self.task)"}"#, #"{"id": "t2", "task": "a on b, b on table -> b on a"}"#],
            for: outrider)
        let result = try await outrider.start(["batch", "tasks.jsonl", "--resume"] + Self.scripted).result()
        #expect(result.status == 65)
        #expect(result.errors.contains("tasks.jsonl:2"))
    }

    @Test func tasksMayComeThroughAPipe() async throws {
        let outrider = try OutriderProcess()
        for name in ["-", "/dev/stdin"] {
            let result = try await outrider.start(
                ["batch", name, "--json"] + Self.scripted, input: tasks(2).joined(separator: "\n")
            )
            .result()
            #expect(result.status == 0, "\(result.errors)")
            #expect(try results(result.output).count == 2)
        }
    }

    @Test func aFileThatCannotBeReadIsToldWhy() async throws {
        let outrider = try OutriderProcess()
        let folder = try await outrider("batch", outrider.home.path)
        #expect(folder.status == 65)
        #expect(folder.errors == "outrider: \(outrider.home.path) cannot be read: it is a folder\n")
        let missing = try await outrider("batch", "nowhere.jsonl")
        #expect(missing.status == 64)
        #expect(missing.errors.contains("there is no file “nowhere.jsonl”"))
        try Data([0xFF, 0xFE]).write(to: outrider.home.appending(path: "bytes"))
        let bytes = try await outrider("batch", "bytes")
        #expect(bytes.status == 65)
        #expect(bytes.errors.contains("bytes is no text in UTF-8; expected a JSON value a line"))
    }

    @Test func aCostThatNobodyKnowsIsNotZero() async throws {
        let tools = try ToolServer([])
        defer { tools.server.stop() }
        let outrider = try outrider([#""One""#], config: tools.config())
        let result = try await outrider(
            "batch", "tasks.jsonl", "--strategy", "sequential", "--verifier", "local/unknown")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors.contains("1 of 1 done, $0.00 + ?"), "\(result.errors)")
        let resumed = try await outrider("batch", "tasks.jsonl", "--resume")
        #expect(resumed.errors.contains("1 of 1 done, $0.00 + ?"), "\(resumed.errors)")
    }

    @Test func theLimitOfATaskNeedsPrices() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let outrider = try outrider([#""One""#, #"{"task": "Two", "max_cost": 0.02}"#], config: plan.config)
        let refused = try await outrider(
            "batch", "tasks.jsonl", "--strategy", "sequential", "--verifier", "local/unknown")
        #expect(refused.status == 78, "\(refused.errors)")
        #expect(refused.errors.contains("tasks.jsonl:2: the limit of $0.02"), "\(refused.errors)")
        #expect(plan.server.requests.isEmpty)
    }

    @Test func aLimitThatIsTypedForTasksThatGoOnNeedsThePricesOfTheirModels() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let outrider = try outrider([#""One""#], config: plan.config)
        let begun = try await outrider(
            "batch", "tasks.jsonl", "--strategy", "sequential", "--verifier", "local/unknown", "--max-steps", "2")
        #expect(begun.status == 3, "\(begun.errors)")
        let asked = plan.server.requests.count
        // The models of the settings have prices, but a task goes on with those it was begun with.
        let refused = try await outrider(
            "batch", "tasks.jsonl", "--resume", "--max-steps", "20", "--max-cost", "0.02")
        #expect(refused.status == 78, "\(refused.errors)")
        #expect(refused.errors.contains("local/unknown"), "\(refused.errors)")
        #expect(plan.server.requests.count == asked)
        let resumed = try await outrider("batch", "tasks.jsonl", "--resume", "--max-steps", "20")
        #expect(resumed.status == 0, "\(resumed.errors)")
    }

    @Test func thereIsNothingToGoOnWith() async throws {
        let outrider = try outrider(tasks(1))
        #expect(try await outrider("batch", "tasks.jsonl", "--resume").status == 78)
        #expect(try await outrider("run", Self.task).status == 0)
        let result = try await outrider("batch", "tasks.jsonl", "--resume")
        #expect(result.status == 64)
        #expect(result.errors.contains("there is no batch of tasks.jsonl"))
    }
}
