import EmbeddedEngine
import Foundation
import Planning
import Testing
import Worlds

/// Engines that judge whole plans.
struct ChoosingTests {
    private func verifier(_ isTrained: Bool) throws -> any Chooser {
        guard isTrained else { return OptimalVerifier(for: .blocksworld) }
        return TrainedPlanner(
            for: .blocksworld,
            asking: try .shipped(.blocksworld, "verifier"),
            knownAs: Model(id: ModelID(provider: "embedded", name: "blocksworld-verifier"), price: .free))
    }

    /// A plan to the end, `detour` first.
    private func plan(_ agent: any Agent, _ task: String, detour: [Action] = []) async throws -> [Step] {
        let environment = try SimulatedWorld.blocksworld.environment(of: task)
        var trajectory = Trajectory()
        for action in detour {
            trajectory.append(
                Step(action: action, observation: try await environment.execute(action, after: trajectory)))
        }
        while trajectory.count < 60, trajectory.steps.last?.action.finishes != true {
            let request = ProposalRequest(task: task, trajectory: trajectory)
            let action = try await agent.propose(request, meter: RecordingMeter()).action
            trajectory.append(
                Step(action: action, observation: try await environment.execute(action, after: trajectory)))
        }
        return trajectory.steps
    }

    private func pick(_ action: String, _ block: String) -> Action {
        Action(tool: action, arguments: ["block": .string(block)])
    }

    @Test(arguments: [false, true]) func ownPlansAreRightAndDetoursAreNot(isTrained: Bool) async throws {
        let task = "a on table, b on table, c on table -> a on b, b on c"
        let verifier = try verifier(isTrained)
        let own = try await plan(verifier, task)
        let detour = try await plan(verifier, task, detour: [pick("pick-up", "a"), pick("put-down", "a")])
        let unfinished = Array(own.dropLast())
        let meter = RecordingMeter()
        let ballot = try await verifier.choose(
            ChoiceRequest(
                task: task, trajectory: Trajectory(), options: [detour, own, unfinished].map { .init(steps: $0) },
                seed: 1),
            meter: meter)
        #expect(ballot.votes == [1])
        #expect(ballot.soundness.map { $0.map { $0 >= 0.5 } } == [false, true, false])
        #expect(ballot.shares.reduce(0, +) <= 1.000_001)
        // One call, however many plans there are.
        #expect(meter.records.map(\.announcement.purpose) == ["choice"])
        #expect(meter.records.first?.settlements.map(\.outcome) == [.finished])
    }

    @Test(arguments: [false, true]) func whereNoPlanIsRightNoneIsChosen(isTrained: Bool) async throws {
        let task = "a on table, b on table, c on table -> a on b, b on c"
        let verifier = try verifier(isTrained)
        let lost = [Step(action: Action(text: "I do not know.", answer: "nothing"))]
        let ballot = try await verifier.choose(
            ChoiceRequest(task: task, trajectory: Trajectory(), options: [.init(steps: lost)], seed: 1),
            meter: RecordingMeter())
        #expect(ballot.soundness == [0])
        #expect(ballot.shares == [0])
    }

    @Test func aTrainedModelJudgesOnceWhatPlansShareAndLeavesThemAtTheirFirstUnsoundStep() async throws {
        let task = "a on table, b on table, c on table -> a on b, b on c"
        let verifier = try verifier(true)
        let own = try await plan(verifier, task)
        let detour = try await plan(verifier, task, detour: [pick("pick-up", "a"), pick("put-down", "a")])
        func judged(_ options: [[Step]], least: Double = 0) async throws -> (ballot: Ballot, tokens: Int) {
            let meter = RecordingMeter()
            let ballot = try await verifier.choose(
                ChoiceRequest(
                    task: task, trajectory: Trajectory(), options: options.map { .init(steps: $0) }, seed: 1,
                    soundness: least), meter: meter)
            return (ballot, meter.records.reduce(0) { $0 + $1.settlements.reduce(0) { $0 + $1.usage.output } })
        }
        let once = try await judged([own])
        let twice = try await judged([own, own])
        #expect(twice.tokens == once.tokens)
        #expect(twice.ballot.soundness == [once.ballot.soundness[0], once.ballot.soundness[0]])
        let whole = try await judged([detour])
        let left = try await judged([detour], least: 0.5)
        #expect(left.tokens < whole.tokens / 2)
        let (least, known) = (try #require(whole.ballot.soundness[0]), try #require(left.ballot.soundness[0]))
        #expect(least <= known && known < 0.5)
    }

    @Test func aPlanThatGoesOnFromCommittedStepsIsJudgedFromThere() async throws {
        let task = "a on table, b on table, c on table -> a on b, b on c"
        let own = try await plan(OptimalVerifier(for: .blocksworld), task)
        let ballot = try await OptimalVerifier(for: .blocksworld).choose(
            ChoiceRequest(
                task: task, trajectory: Trajectory(Array(own.prefix(2))),
                options: [.init(steps: Array(own.dropFirst(2))), .init(steps: own)], seed: 1),
            meter: RecordingMeter())
        #expect(ballot.soundness == [1, 0])
    }

    @Test func aTaskThatCannotBeReadIsAnErrorAndIsSettled() async throws {
        let meter = RecordingMeter()
        for isTrained in [false, true] {
            let verifier = try verifier(isTrained)
            await #expect(throws: AgentError.self) {
                try await verifier.choose(
                    ChoiceRequest(
                        task: "nonsense", trajectory: Trajectory(),
                        options: [.init(steps: [Step(action: Action(text: "x", answer: "y"))])], seed: 1), meter: meter)
            }
        }
        #expect(meter.records.allSatisfy { $0.settlements.count == 1 })
    }

    @Test func whoPlaysMovesToTheEndHoldsTheWaysThatGetThereForSound() async throws {
        let verifier = TrainedPlanner(
            for: .countdown,
            asking: try .shipped(.countdown, "verifier"),
            knownAs: Model(id: ModelID(provider: "embedded", name: "countdown-verifier"), price: .free), attempts: 16)
        let task = "3 5 7 -> 22"
        let environment = try SimulatedWorld.countdown.environment(of: task)
        func way(_ moves: (tool: String, a: Int64, b: Int64)...) async throws -> [Step] {
            var trajectory = Trajectory()
            let actions =
                moves.map { Action(tool: $0.tool, arguments: ["a": .integer($0.a), "b": .integer($0.b)]) } + [
                    Action(tool: "finish", answer: "done")
                ]
            for action in actions {
                let observation = try await environment.execute(action, after: trajectory)
                trajectory.append(Step(action: action, observation: observation))
            }
            return trajectory.steps
        }
        let short = try await way(("multiply", 5, 3))
        let right = try await way(("multiply", 5, 3), ("add", 15, 7))
        let meter = RecordingMeter()
        let ballot = try await verifier.choose(
            ChoiceRequest(
                task: task, trajectory: Trajectory(),
                options: [short, right, Array(right.dropLast())].map { .init(steps: $0) }, seed: 1),
            meter: meter)
        #expect(ballot.soundness == [0, 1, 0])
        #expect(ballot.votes == [1])
        #expect(meter.records.map(\.announcement.purpose) == ["choice"])
    }
}
