import Configuration
import Planning
import Testing

/// Every strategy in both simulated worlds, with the small models that come with the program.
struct StrategyRunTests {
    /// Short ones: what strategies are worth is measured, not tested.
    private static let tasks = [
        "blocksworld": "b on a, a on table, c on table -> a on table, b on c", "countdown": "6 2 -> 12",
    ]

    @Test(arguments: StrategyName.allCases, ["blocksworld", "countdown"])
    func everyStrategyFinishesATaskOfEitherWorldAndRecordsItsSteps(
        strategy: StrategyName, agent: String
    ) async throws {
        let task = try #require(Self.tasks[agent])
        let outrider = try OutriderProcess()
        let result = try await outrider(
            "run", task, "--agent", agent, "--engine", "neural", "--strategy", strategy.rawValue, "--seed", "1",
            "--json")
        #expect(result.status == 0, "\(result.errors)")
        let name = try #require(try result.json["run"]?.string)

        let record = try await outrider("show", name, "--json").json
        #expect(record["status"]?.string == "finished")
        #expect(record["strategy"]?.string == strategy.rawValue)
        #expect(record["agent"]?.string == agent)
        let models = [record["drafter"], record["verifier"]].compactMap { $0?.string }
        #expect(!models.isEmpty)
        #expect(models.allSatisfy { $0.hasPrefix("embedded/\(agent)-") }, "\(models)")
        // A move at least, and the end.
        #expect((record["steps"]?.array ?? []).count > 1, "\(record)")
        #expect(record["answer"]?.string?.contains("moves: ") == true, "\(record)")
    }
}
