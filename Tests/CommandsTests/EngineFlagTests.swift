import Planning
import Testing

/// `--engine`: who plans in a simulated world.
struct EngineFlagTests {
    @Test func smallTrainedModelsPlanWithoutBeingAskedFor() async throws {
        let outrider = try OutriderProcess()
        let run = try await outrider("run", "--seed", "4", "--json").json
        #expect(run["status"] == "finished")
        #expect(run["drafter"] == "embedded/blocksworld-drafter")
        #expect(run["verifier"] == "embedded/blocksworld-verifier")
        #expect(run["cost_usd"] == 0)
        let alone = try await outrider("run", "--seed", "4", "--strategy", "sequential", "--json")
        #expect(try alone.json["steps"]?.array?.map { $0["action"] } == run["steps"]?.array?.map { $0["action"] })
    }

    @Test func aVerifierThatIsToldTheDraftsSaysWhatItWouldHaveTakenWithoutThem() async throws {
        let outrider = try OutriderProcess()
        let run = try await outrider("run", "--seed", "4", "--depth", "3", "--json").json
        let calls = try await outrider("show", run["run"]?.string ?? "", "--calls", "--json").json.array ?? []
        #expect(calls.contains { $0["role"] == "verifier" && $0["unaided_s"]?.double != nil })
        #expect(calls.allSatisfy { $0["role"] == "verifier" || $0["unaided_s"] == nil || $0["unaided_s"] == .null })
    }

    @Test func searchPlansWhereItIsAskedForAlsoAgainstTheSettings() async throws {
        let task = "a on b, b on table, c on table -> b on a"
        let settings = "defaults: {drafter: embedded/blocksworld-drafter, verifier: embedded/blocksworld-verifier}"
        for outrider in [try OutriderProcess(), try OutriderProcess(config: settings)] {
            let run = try await outrider("run", task, "--engine", "search", "--json").json
            #expect(run["drafter"] == "engine/blocksworld-greedy")
            #expect(run["verifier"] == "engine/blocksworld-optimal")
        }
    }

    @Test func aTaskTooLargeForTheModelsIsPlannedByEnginesThatSearch() async throws {
        let run = try await OutriderProcess()("run", RunTests.larger, "--json").json
        #expect(run["status"] == "finished")
        #expect(run["drafter"] == "engine/blocksworld-greedy")
        #expect(run["verifier"] == "engine/blocksworld-optimal")
    }

    @Test func aTaskTooLargeForModelsThatWereAskedForSaysWhatTakesItAndLeavesNoRun() async throws {
        let outrider = try OutriderProcess()
        let result = try await outrider("run", RunTests.larger, "--engine", "neural")
        #expect(result.status == 65)
        #expect(result.errors.contains("at most 7 blocks, and this task has 9; `--engine search`"), "\(result.errors)")
        #expect(try await outrider("runs", "--json").json.array == [])
    }

    @Test func aTaskThatIsNoneIsRefusedWithTheReason() async throws {
        let result = try await OutriderProcess()("run", "a on a -> b on c")
        #expect(result.status == 65)
    }

    @Test func whatTheMachineCostsIsWhatModelsInProcessCost() async throws {
        let outrider = try OutriderProcess(config: "models: {embedded/blocksworld-verifier: {hourly_rate: 3600}}")
        let run = try await outrider("run", RunTests.task, "--strategy", "sequential", "--json").json
        let cost = try #require(run["cost_usd"]?.double)
        #expect(cost > 0)
        // A dollar a second of use.
        let calls = try await outrider("show", run["run"]?.string ?? "", "--calls", "--json").json.array ?? []
        #expect(calls.count == 7)
        #expect(cost <= calls.reduce(0) { $0 + ($1["duration_s"]?.double ?? 0) })
    }

    @Test func aModelInProcessThatDoesNotExistIsNoModel() async throws {
        let result = try await OutriderProcess()("run", RunTests.task, "--verifier", "embedded/blocksworld-judge")
        #expect(result.status == 64)
        #expect(result.errors.contains("embedded/blocksworld-verifier"), "\(result.errors)")
    }

    @Test func modelsAreListedWithSizeAndCard() async throws {
        let listed = try await OutriderProcess()("models").output
        #expect(listed.contains("embedded/blocksworld-verifier"))
        #expect(listed.contains("models/blocksworld-verifier/README.md"))
        #expect(!listed.contains("its file is missing"))
    }
}
