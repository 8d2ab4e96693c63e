import EmbeddedEngine
import Foundation
import Planning
import Testing
import Worlds

/// The models that come with the program, asked as a run asks them.
struct TrainedPlannerTests {
    private static func planner(
        _ world: SimulatedWorld, _ role: String, hourlyRate: Money? = nil, attempts: Int = 1
    ) throws -> TrainedPlanner {
        let name = "\(world.rawValue)-\(role)"
        return TrainedPlanner(
            for: world, asking: try .shipped(world, role), lanes: 2,
            knownAs: Model(id: ModelID(provider: "embedded", name: name), price: .free, hourlyRate: hourlyRate),
            attempts: attempts)
    }

    /// Carries out what `planner` says until it ends the task.
    private func plan(
        _ planner: TrainedPlanner, _ world: SimulatedWorld, _ task: String, meter: RecordingMeter
    ) async throws -> Trajectory {
        let environment = try world.environment(of: task)
        var trajectory = Trajectory()
        while trajectory.count < 40, trajectory.steps.last?.action.finishes != true {
            let proposal = try await planner.propose(
                ProposalRequest(task: task, trajectory: trajectory), meter: meter)
            #expect(proposal.confidence.map { (0...1).contains($0) } == true)
            let observation = try await environment.execute(proposal.action, after: trajectory)
            trajectory.append(Step(action: proposal.action, observation: observation))
        }
        return trajectory
    }

    @Test(arguments: 1...5) func theVerifierSolvesProblemsOfBlocks(seed: UInt64) async throws {
        let task = SimulatedWorld.blocksworld.randomTask(seed: seed, forModels: true)
        let meter = RecordingMeter()
        let trajectory = try await plan(try Self.planner(.blocksworld, "verifier"), .blocksworld, task, meter: meter)
        #expect(trajectory.steps.last?.action.finishes == true)
        #expect(trajectory.steps.last?.observation.isError == false, "\(trajectory.steps.map(\.action.text))")
        #expect(meter.records.count == trajectory.count)
        for record in meter.records {
            #expect(record.announcement.model == "embedded/blocksworld-verifier")
            #expect(record.settlements.map(\.outcome) == [.finished])
            #expect(record.settlements.first?.cost == .zero)
            #expect(record.settlements.first.map { $0.usage.output > 0 } == true)
        }
    }

    @Test(arguments: SimulatedWorld.allCases) func whatIsSaidIsAlwaysAPossibleStep(world: SimulatedWorld) async throws {
        for role in ["drafter", "verifier"] {
            let planner = try Self.planner(world, role)
            for seed in 1...5 as ClosedRange<UInt64> {
                let task = world.randomTask(seed: seed, forModels: true)
                let request = ProposalRequest(task: task, trajectory: Trajectory())
                let action = try await planner.propose(request, meter: RecordingMeter()).action
                #expect(try world.question(request).choices.contains { $0.action == action })
            }
        }
    }

    @Test func theSameQuestionHasTheSameAnswerHoweverManyAsk() async throws {
        let planner = try Self.planner(.blocksworld, "verifier")
        let task = SimulatedWorld.blocksworld.randomTask(seed: 3, forModels: true)
        let request = ProposalRequest(task: task, trajectory: Trajectory())
        let alone = try await planner.propose(request, meter: RecordingMeter())
        let together = try await withThrowingTaskGroup(of: Proposal.self) { group in
            for _ in 1...8 { group.addTask { try await planner.propose(request, meter: RecordingMeter()) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(together.allSatisfy { $0 == alone })
    }

    @Test func aDraftChangesNothingInTheAnswer() async throws {
        let planner = try Self.planner(.blocksworld, "verifier")
        #expect(planner.checksDrafts)
        let task = SimulatedWorld.blocksworld.randomTask(seed: 4, forModels: true)
        let request = ProposalRequest(task: task, trajectory: Trajectory())
        let alone = try await planner.propose(request, meter: RecordingMeter())
        for choice in try SimulatedWorld.blocksworld.question(request).choices {
            let told = try await planner.propose(request.told(of: choice.action), meter: RecordingMeter())
            #expect(told == alone, "told of \(choice.text)")
        }
        let foreign = try await planner.propose(request.told(of: Action(tool: "fly")), meter: RecordingMeter())
        #expect(foreign == alone)
    }

    @Test func whatADraftHasHelpedIsInTheSettlement() async throws {
        let planner = try Self.planner(.blocksworld, "verifier", hourlyRate: Money(nanodollars: 3_600_000_000_000))
        let task = SimulatedWorld.blocksworld.randomTask(seed: 4, forModels: true)
        let request = ProposalRequest(task: task, trajectory: Trajectory())
        let meter = RecordingMeter()
        let alone = try await planner.propose(request, meter: meter)
        // Each lane has to know what a step takes.
        for _ in 1...4 { _ = try await planner.propose(request, meter: meter) }
        _ = try await planner.propose(request.told(of: alone.action), meter: meter)
        let settlements = meter.records.flatMap(\.settlements)
        #expect(settlements.dropLast().allSatisfy { $0.unaided == nil })
        #expect(settlements.allSatisfy { $0.cost.map { $0 > .zero } == true })
        let unaided = try #require(settlements.last?.unaided)
        #expect(
            unaided.cost
                == Model(
                    id: ModelID(provider: "a", name: "b"), price: .free,
                    hourlyRate: Money(nanodollars: 3_600_000_000_000)
                ).cost(of: .zero, duration: unaided.duration))
    }

    @Test func aTaskThatTheModelsDoNotKnowIsRefusedWithAWayOut() async throws {
        let planner = try Self.planner(.blocksworld, "verifier")
        let task = SimulatedWorld.blocksworld.randomTask(seed: 1)
        await #expect {
            try await planner.propose(ProposalRequest(task: task, trajectory: Trajectory()), meter: RecordingMeter())
        } throws: { "\($0)".contains("--engine search") }
    }

    @Test func movesThatArePlayedToTheEndSolveWhatOneLookDoesNot() async throws {
        let hasty = try Self.planner(.countdown, "verifier")
        let thorough = try Self.planner(.countdown, "verifier", attempts: 16)
        var solved = (hasty: 0, thorough: 0)
        for seed in 1...10 as ClosedRange<UInt64> {
            let task = SimulatedWorld.countdown.randomTask(seed: seed, forModels: true)
            let meter = RecordingMeter()
            let trajectory = try await plan(thorough, .countdown, task, meter: meter)
            solved.thorough += trajectory.steps.last?.observation.isError == false ? 1 : 0
            // However much was tried, a step is one call.
            #expect(meter.records.count == trajectory.count)
            #expect(meter.records.allSatisfy { $0.settlements.map(\.outcome) == [.finished] })
            let alone = try await plan(hasty, .countdown, task, meter: RecordingMeter())
            solved.hasty += alone.steps.last?.observation.isError == false ? 1 : 0
        }
        #expect(solved.thorough == 10)
        #expect(solved.hasty < 8, "more than one look would not be needed")
    }

    @Test func theWayThatWasPlayedIsTheThought() async throws {
        let planner = try Self.planner(.countdown, "verifier", attempts: 16)
        let task = SimulatedWorld.countdown.randomTask(seed: 1, forModels: true)
        let request = ProposalRequest(task: task, trajectory: Trajectory())
        let meter = RecordingMeter()
        let proposal = try await planner.propose(request, meter: meter)
        let way = try #require(proposal.thought).split(separator: "; ")
        #expect(way.first.map(String.init) == proposal.action.text)
        #expect(way.last == "finish")
        #expect(proposal.confidence == 1)
        let settlement = try #require(meter.records.first?.settlements.first)
        #expect(settlement.response?.contains("played to the end: \(proposal.thought ?? "")") == true)
        // All the answers on the way were written.
        #expect(settlement.usage.output > way.count)
        #expect(!planner.checksDrafts)
        #expect(try await planner.propose(request, meter: RecordingMeter()) == proposal)
    }

    @Test func whereNoMoveArrivesTheFirstAnswerStands() async throws {
        let request = ProposalRequest(task: "1 1 -> 9", trajectory: Trajectory())
        let hasty = try await Self.planner(.countdown, "verifier").propose(request, meter: RecordingMeter())
        let meter = RecordingMeter()
        let thorough = try await Self.planner(.countdown, "verifier", attempts: 16).propose(request, meter: meter)
        #expect(thorough.action == hasty.action)
        #expect(thorough.confidence == 0)
        #expect(meter.records.first?.settlements.first?.response?.contains("none gets there") == true)
    }
}
