import EmbeddedEngine
import Foundation
import Planning
import Testing

@testable import Worlds

/// The reward models that simulated worlds have of their own.
struct RewardTests {
    private static func trained(_ world: SimulatedWorld, _ role: String = "reward") throws -> TrainedReward {
        let name = "\(world.rawValue)-\(role)"
        return try TrainedReward(
            for: world, asking: try .shipped(world, role),
            knownAs: Model(id: ModelID(provider: "embedded", name: name), price: .free))
    }

    private func request(_ world: SimulatedWorld, _ task: String, after trajectory: Trajectory = Trajectory()) throws
        -> RewardRequest
    {
        let question = try world.question(ProposalRequest(task: task, trajectory: trajectory))
        return RewardRequest(
            task: task, trajectory: trajectory, candidates: question.choices.map { Proposal(action: $0.action) })
    }

    // MARK: - Distance

    private static let blocks = "c on a, a on table, b on table -> a on b, b on c"

    @Test func aStepOnAShortestWayIsWorthOneAndADetourLess() async throws {
        let world = SimulatedWorld.blocksworld
        let meter = RecordingMeter()
        let request = try request(world, Self.blocks)
        let scores = try await DistanceReward(for: world).scores(for: request, meter: meter)
        let named = Dictionary(uniqueKeysWithValues: zip(request.candidates.map(\.action.text), scores))
        // c has to leave a first; to take b costs a step and the step back.
        #expect(named == ["unstack c from a": 1, "pick up b": 0.25, "finish": 0])
        #expect(meter.records.map(\.announcement.model) == ["engine/blocksworld-distance"])
        #expect(meter.records.flatMap(\.settlements).map(\.outcome) == [.finished])
    }

    @Test func whatTheWorldRefusesIsWorthNothing() async throws {
        let candidates = [
            Action(tool: "pick-up", arguments: ["block": "a"]), Action(tool: "fly"), Action(text: "let me think"),
            Action(tool: "stack", arguments: ["block": "a", "on": "b"]),
        ].map { Proposal(action: $0) }
        let scores = try await DistanceReward(for: .blocksworld).scores(
            for: RewardRequest(task: Self.blocks, trajectory: Trajectory(), candidates: candidates),
            meter: RecordingMeter())
        #expect(scores == [0, 0, 0, 0])
    }

    @Test func toEndIsRightOnceTheGoalHoldsOrIsOutOfReach() async throws {
        let reward = DistanceReward(for: .countdown)
        let finish = Proposal(action: Action(tool: "finish", text: "finish", answer: ""))
        for (task, score) in [("3 4 -> 4", 1.0), ("3 4 -> 7", 0), ("3 4 -> 50", 1)] {
            let request = RewardRequest(task: task, trajectory: Trajectory(), candidates: [finish])
            #expect(try await reward.scores(for: request, meter: RecordingMeter()) == [score], "\(task)")
        }
    }

    @Test func aStepIntoADeadEndIsWorthNothing() async throws {
        // (9 + 7) * 3 is 48; nothing like it can be made of 7, 5 and 9 / 3.
        let candidates = [("add", 9, 7), ("divide", 9, 3)].map { tool, a, b in
            Proposal(action: Action(tool: tool, arguments: ["a": .integer(a), "b": .integer(b)]))
        }
        let scores = try await DistanceReward(for: .countdown).scores(
            for: RewardRequest(task: "9 7 5 3 -> 48", trajectory: Trajectory(), candidates: candidates),
            meter: RecordingMeter())
        #expect(scores == [1, 0])
    }

    @Test func whereTheSearchIsTooLargeTheBoundHasToDo() async throws {
        let world = SimulatedWorld.blocksworld
        let request = try request(world, Self.blocks)
        let scores = try await DistanceReward(for: world, stateLimit: 0).scores(for: request, meter: RecordingMeter())
        #expect(scores.allSatisfy { (0...1).contains($0) })
        let named = Dictionary(uniqueKeysWithValues: zip(request.candidates.map(\.action.text), scores))
        // Nobody says where c belongs, so that the bound sees no gain in taking it away.
        #expect(named["finish"] == 0)
        #expect(try #require(named["pick up b"]) > 0)
    }

    @Test func anotherWorldsTaskCannotBeScored() async throws {
        for world in SimulatedWorld.allCases {
            let candidates = [Proposal(action: Action(text: "x"))]
            let request = RewardRequest(task: "write a poem", trajectory: Trajectory(), candidates: candidates)
            for reward in [DistanceReward(for: world), try Self.trained(world)] as [any RewardModel] {
                let error = await #expect(throws: RewardError.self) {
                    try await reward.scores(for: request, meter: RecordingMeter())
                }
                #expect(error?.code == .unsuited)
            }
        }
    }

    @Test func aSearchThatIsNoLongerWantedEnds() async throws {
        let task = Task {
            try await DistanceReward(for: .blocksworld).scores(
                for: request(.blocksworld, Self.blocks), meter: RecordingMeter())
        }
        task.cancel()
        // It may have been done before.
        let result = await task.result
        if case .failure(let error) = result { #expect(error is CancellationError) }
    }

    // MARK: - Trained

    @Test(arguments: SimulatedWorld.allCases) func allCandidatesTogetherAreScoredAsEachAlone(world: SimulatedWorld)
        async throws
    {
        let reward = try Self.trained(world)
        for seed in 1...3 as ClosedRange<UInt64> {
            let all = try request(world, world.randomTask(seed: seed, forModels: true))
            let together = try await reward.scores(for: all, meter: RecordingMeter())
            for (candidate, score) in zip(all.candidates, together) {
                let alone = RewardRequest(task: all.task, trajectory: all.trajectory, candidates: [candidate])
                let single = try await reward.scores(for: alone, meter: RecordingMeter())
                #expect(abs(single[0] - score) < 1e-4)
            }
        }
    }

    @Test func theTrainedModelKnowsGoodStepsOfBlocks() async throws {
        let world = SimulatedWorld.blocksworld
        let (trained, exact) = (try Self.trained(world), DistanceReward(for: world))
        var right = 0
        var count = 0
        for seed in 1...6 as ClosedRange<UInt64> {
            let request = try request(world, world.randomTask(seed: seed, forModels: true))
            let said = try await trained.scores(for: request, meter: RecordingMeter())
            let known = try await exact.scores(for: request, meter: RecordingMeter())
            count += said.count
            right += zip(said, known).count { ($0 > 0.5) == ($1 == 1) }
        }
        #expect(Double(right) > 0.9 * Double(count), "\(right) of \(count)")
    }

    @Test func whatIsNoMoveIsWorthNothingWithoutBeingAsked() async throws {
        let meter = RecordingMeter()
        let scores = try await Self.trained(.blocksworld).scores(
            for: RewardRequest(
                task: Self.blocks, trajectory: Trajectory(), candidates: [Proposal(action: Action(tool: "fly"))]),
            meter: meter)
        #expect(scores == [0])
        #expect(meter.records.flatMap(\.settlements).map(\.usage.input) == [0])
    }

    @Test func whatTheCandidatesShareIsComputedOnce() async throws {
        let meter = RecordingMeter()
        let request = try request(.blocksworld, Self.blocks)
        _ = try await Self.trained(.blocksworld).scores(for: request, meter: meter)
        let usage = try #require(meter.records.first?.settlements.first?.usage)
        #expect(usage.freshInput < usage.cacheRead)
        #expect(meter.records.first?.announcement.purpose == "score")
    }

    @Test func aModelThatWritesScoresNothing() throws {
        let error = #expect(throws: RewardError.self) { try Self.trained(.blocksworld, "drafter") }
        #expect(error?.code == .unsuited)
    }
}
