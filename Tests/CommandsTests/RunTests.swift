import Foundation
import Planning
import Testing

/// `outrider run` without any configuration: models in process, a simulated world.
struct RunTests {
    static let task = "c on a, a on table, b on table -> a on b, b on c"

    /// Nine blocks, for the engines that search: quick, and with steps at which the drafter is wrong.
    static let larger = """
        a on b, b on table, c on d, d on a, e on table, f on e, g on f, h on table, i on h -> \
        b on g, c on table, d on i, e on c, f on table, g on a, h on f, i on e
        """

    /// The verifier would take its time over the whole of it, so its first steps are enough.
    @Test func withoutArgumentsARandomTaskIsTaken() async throws {
        let outrider = try OutriderProcess()
        let result = try await outrider("run", "--seed", "5", "--strategy", "draft-only", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try result.json["answer"]?.string?.contains("moves: ") == true)
        let again = try await outrider("run", "--seed", "5", "--strategy", "draft-only", "--json")
        #expect(try again.json["task"] == result.json["task"])
        let other = try await outrider("run", "--seed", "6", "--strategy", "draft-only", "--json")
        #expect(try other.json["task"] != result.json["task"])
    }

    @Test func numbersAreMadeOfNumbersInTheirOwnWorld() async throws {
        let outrider = try OutriderProcess()
        let result = try await outrider("run", "3 7 8 25 -> 100", "--agent", "countdown")
        #expect(result.output == "2 moves: 7 - 3 = 4; 25 * 4 = 100\n")
        #expect(result.errors.contains("engine/countdown-greedy ▸ engine/countdown-optimal"))
        let random = try await outrider("run", "--agent", "countdown", "--seed", "5", "--quiet")
        #expect(random.output.hasPrefix("3 moves: "), "\(random.errors)")
    }

    @Test func theAnswerIsOnStandardOutputAndProgressOnStandardError() async throws {
        let result = try await OutriderProcess()("run", Self.task)
        #expect(
            result.output == "6 moves: unstack c from a; put down c; pick up b; stack b on c; pick up a; stack a on b\n"
        )
        #expect(result.errors.contains("embedded/blocksworld-drafter ▸ embedded/blocksworld-verifier"))
        #expect(result.errors.contains("finished: 7 steps"))
        #expect(!result.errors.contains("\u{1b}"))
    }

    @Test func quietLeavesNothingButTheAnswer() async throws {
        let result = try await OutriderProcess()("run", Self.task, "--quiet")
        #expect(result.errors.isEmpty)
        #expect(result.output.hasPrefix("6 moves"))
    }

    @Test func theTaskCanComeFromStandardInput() async throws {
        let result = try await OutriderProcess()("run", "-", "--quiet", input: Self.task + "\n")
        #expect(result.output.hasPrefix("6 moves"))
    }

    @Test func theDocumentHasTheKeysOfItsSchema() async throws {
        let result = try await OutriderProcess()("run", Self.task, "--json", "--lambda", "1")
        let document = try result.json
        let keys = Set(document.object?.keys.map { $0 } ?? [])
        #expect(
            keys.isSuperset(of: [
                "schema", "run", "status", "agent", "strategy", "guarantee", "lambda", "steps", "answer", "latency_s",
                "cost_usd", "cost_estimated_usd", "sequential_latency_s", "sequential_cost_usd", "acceptance", "calls",
            ]))
        #expect(document["schema"] == "outrider.run/1")
        #expect(document["status"] == "finished")
        #expect(document["guarantee"] == "lossless")
        #expect(document["lambda"] == 1)
        #expect(document["cost_usd"] == 0)
        let step = try #require(document["steps"]?.array?.first)
        #expect(step["index"] == 1)
        #expect(
            step["action"] == [
                "tool": "unstack", "arguments": ["block": "c", "from": "a"], "text": "unstack c from a",
            ])
        #expect(["drafted", "verifier"].contains(step["source"]?.string))
        #expect(
            Set(document["calls"]?.object?.keys.map { $0 } ?? [])
                == ["drafter", "verifier", "scorer", "cancelled", "wasted_usd"])
    }

    @Test func everyLineOfJSONLIsAnEventAndTheLastOneTheEnd() async throws {
        let result = try await OutriderProcess()("run", Self.task, "--jsonl")
        let events = try result.output.split(separator: "\n").map { try RunEvent(jsonLine: Data($0.utf8)) }
        #expect(events.map(\.sequence) == events.indices.map { $0 + 1 })
        #expect(events.last?.name == "finished")
    }

    @Test(
        arguments: [["--strategy", "sequential"], ["--depth", "3"], ["--controller", "ucb"], ["--lambda", "1"]],
        ["continuous", "rounds"])
    func everyLosslessWayGivesTheSamePlan(way: [String], scheduling: String) async throws {
        let outrider = try OutriderProcess()
        let alone = try await outrider(
            "run", Self.larger, "--engine", "search", "--seed", "11", "--strategy", "sequential", "--quiet")
        let result = try await outrider.start(
            ["run", Self.larger, "--engine", "search", "--seed", "11", "--scheduling", scheduling, "--quiet"] + way
        ).result()
        #expect(result.output == alone.output)
    }

    @Test func theDrafterAloneSaysThatNobodyChecked() async throws {
        let outrider = try OutriderProcess()
        let result = try await outrider("run", Self.task, "--strategy", "draft-only")
        #expect(result.status == 0)
        #expect(result.errors.contains("lossy: no verifier has checked these steps"))
        let json = try await outrider("run", Self.task, "--strategy", "draft-only", "--json").json
        #expect(json["guarantee"] == "lossy")
        #expect(json["sequential_latency_s"] == JSONValue.null)
    }

    @Test func theStepLimitKeepsWhatIsCommitted() async throws {
        let outrider = try OutriderProcess()
        let result = try await outrider("run", Self.task, "--max-steps", "3", "--json")
        #expect(result.status == 3)
        #expect(try result.json["status"] == "limit")
        #expect(try result.json["steps"]?.array?.count == 3)
    }

    @Test func aLimitSaysWhatWasReachedAndTheRunGoesOnFromThere() async throws {
        let outrider = try OutriderProcess()
        let result = try await outrider("run", Self.task, "--max-steps", "3")
        #expect(result.errors.contains("the limit of 3 steps is reached"))
        let command = try #require(result.errors.split(separator: "\n").last { $0.contains("outrider resume") })
        let words = command.split(separator: " ").map(String.init)
        let arguments = Array(words.drop { $0 != "resume" })
        #expect(arguments.suffix(2) == ["--max-steps", "6"])
        let resumed = try await outrider.start(arguments.dropLast() + ["9"]).result()
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(resumed.errors.contains("goes on after 3 steps"))
        #expect(resumed.errors.contains("✓   4  "), "steps that come are shown: \(resumed.errors)")
        #expect(!resumed.errors.contains("✓   3  "))
    }
}
