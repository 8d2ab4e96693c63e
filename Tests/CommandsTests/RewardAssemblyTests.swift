import Agents
import Configuration
import Foundation
import Ledger
import Planning
import PlanningTesting
import TemporaryFolders
import Testing

@testable import Commands

struct RewardAssemblyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func assembly(_ choice: String?, agent: String = "math", task: String = "1 + 1") throws -> RewardAssembly {
        let config = folder.file("config.yaml")
        try Data(
            """
            providers:
              lab: {base_url: "http://127.0.0.1:9/v1"}
              prm: {api: rerank, base_url: "http://127.0.0.1:9/v1"}
            """.utf8
        ).write(to: URL(filePath: config))
        let definition = try AgentCatalogue().definition(agent)
        let plan = RunPlan(
            agentSource: definition.source, agentFile: definition.file, task: task, drafter: "lab/small",
            verifier: "lab/large", drafterStyle: "direct", verifierStyle: "direct", lambda: 0.5, strategy: .dsp,
            scheduling: "continuous", seed: 1, toolRoot: folder.path)
        var settings = RewardSettings()
        settings.model = try choice.map { try #require(RewardChoice($0)) }
        return RewardAssembly(
            settings: settings, plan: plan, definition: definition,
            surroundings: try Surroundings(configFile: config), key: nil, clock: ContinuousClock())
    }

    /// The reward model that a run would have.
    private func label(_ choice: String? = nil, agent: String = "math", task: String = "1 + 1", verdicts: Int = 0)
        async throws -> String
    {
        let assembly = try assembly(choice, agent: agent, task: task)
        let store = try LedgerStore.open(at: folder.file("record.db"), creating: true)
        if verdicts > 0 { try await record(verdicts, in: store) }
        let calls = RewardAssembly.Calls(in: assembly.surroundings, seed: 1)
        let reward = try await assembly.reward(calls: calls, from: store, keeping: store)
        try store.close()
        return try #require(reward).model.label
    }

    /// A run of the agent “math” whose drafts were all judged.
    private func record(_ verdicts: Int, in store: LedgerStore) async throws {
        var header = RunHeader.testing()
        header.agent = "math"
        header.drafter = "lab/small"
        header.verifier = "lab/large"
        var kinds: [RunEvent.Kind] = [.started(header)]
        for position in 1...verdicts {
            let action = Action(text: "step \(position)")
            kinds += [
                .drafted(.init(position: position, action: action, thought: nil, confidence: nil, calls: [])),
                .judged(.init(position: position, action: action, thought: nil, agrees: true, calls: [])),
                .committed(
                    .init(
                        position: position, step: Step(action: action), source: .drafted, verifierTime: .zero,
                        verifierCost: nil, executionTime: .zero)),
            ]
        }
        let writer = store.writer()
        for (place, kind) in kinds.enumerated() {
            writer.record(RunEvent(run: header.run, sequence: place + 1, time: .zero, kind: kind))
        }
        try await writer.flush()
    }

    @Test(arguments: [
        ("judge:lab/large", "lab/large"), ("served:prm/bge", "prm/bge"), ("learned", "learned"),
        ("rule:/x/", "rule:/x/"),
        ("rule:/bin/sh -c true", "rule:/bin/sh -c true"),
    ])
    func whatIsNamedScores(choice: String, label: String) async throws {
        try assembly(choice).check()
        #expect(try await self.label(choice) == label)
    }

    @Test func aSimulatedWorldHasItsOwn() async throws {
        let task = "c on a, a on table, b on table -> a on b, b on c"
        #expect(
            try await label("environment", agent: "blocksworld", task: task) == "engine/blocksworld-distance")
        let own = try await label(agent: "blocksworld", task: task)
        #expect(["engine/blocksworld-distance", "embedded/blocksworld-reward"].contains(own))
    }

    @Test func withoutExperienceTheVerifierIsTheJudgeAndWithItWhatWasLearnt() async throws {
        #expect(try await label() == "lab/large")
        #expect(try await label(verdicts: 30) == "learned")
    }

    @Test(arguments: [
        ("judge:nobody/x", "there is no provider “nobody”", Commands.ExitStatus.usage),
        ("judge:large", "full name", .usage), ("judge:prm/bge", "--reward served:prm/bge", .usage),
        ("served:lab/large", "--reward judge:lab/large", .usage), ("rule:/(/", "“(” is no pattern", .usage),
        ("rule:no-such-program", "no such program in PATH", .usage),
        ("rule:./no-such-program", "there is no such program in /", .usage),
        ("environment", "the agent “math” is in none", .usage), ("trained", "the agent “math” is in none", .usage),
    ])
    func whatCannotScoreIsRefusedBeforeAnythingIsSpent(choice: String, message: String, status: Commands.ExitStatus)
        throws
    {
        let assembly = try assembly(choice)
        let error = #expect(throws: (any Error).self) { try assembly.check() }
        let failure = error.map { Failure($0) }
        #expect(failure?.status == status)
        #expect(failure?.description.contains(message) == true, "\(failure?.description ?? "")")
    }
}
