import Planning
import Testing

/// `--engine`: who plans in a simulated world.
struct EngineFlagTests {
    @Test func smallTrainedModelsPlanWhenTheyAreAskedFor() async throws {
        let outrider = try OutriderProcess()
        let run = try await outrider("run", "--engine", "neural", "--seed", "4", "--json").json
        #expect(run["status"] == "finished")
        #expect(run["drafter"] == "embedded/blocksworld-drafter")
        #expect(run["verifier"] == "embedded/blocksworld-verifier")
        #expect(run["cost_usd"] == 0)
        let alone = try await outrider("run", "--engine", "neural", "--seed", "4", "--strategy", "sequential", "--json")
        #expect(try alone.json["steps"]?.array?.map { $0["action"] } == run["steps"]?.array?.map { $0["action"] })
        let calls = try await outrider("show", run["run"]?.string ?? "", "--calls", "--json").json.array
        #expect(calls?.isEmpty == false)
    }

    @Test func searchPlansUnlessSomebodySaysOtherwise() async throws {
        let outrider = try OutriderProcess()
        let task = "a on b, b on table, c on table -> b on a"
        #expect(try await outrider("run", task, "--json").json["verifier"] == "engine/blocksworld-optimal")
        let numbers = try await outrider("run", "--agent", "countdown", "3 7 8 25 -> 100", "--json").json
        #expect(numbers["verifier"] == "engine/countdown-optimal")
    }

    @Test func aTaskTooLargeForTheModelsSaysWhatTakesIt() async throws {
        let outrider = try OutriderProcess()
        let task = (0..<9).map { "b\($0) on table" }.joined(separator: ", ") + " -> b0 on b1"
        let result = try await outrider("run", task, "--engine", "neural")
        #expect(result.status == 65)
        #expect(result.errors.contains("--engine search"), "\(result.errors)")
    }

    @Test func modelsAreListedWithSizeAndCard() async throws {
        let listed = try await OutriderProcess()("models").output
        #expect(listed.contains("embedded/blocksworld-verifier"))
        #expect(listed.contains("models/blocksworld-verifier/README.md"))
        #expect(!listed.contains("its file is missing"))
    }
}
