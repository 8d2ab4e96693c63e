import Planning
import Testing

@testable import Worlds

struct BlocksworldEngineTests {
    @Test func theDrafterReachesTheGoalFromEveryStateOfFourBlocks() throws {
        for end in Arrangements.all(of: 4) {
            for blocks in [Set(0..<4), [0, 2], [1]] {
                let goal = try #require(Arrangements.goal(end, only: blocks))
                for start in Arrangements.distances(to: goal, blocks: 4).keys {
                    var state = start
                    var steps = 0
                    while !goal.holds(in: state), steps < 20 {
                        let move = try #require(MovePreference(goal: goal).ordered(state).first)
                        state = try #require(state.applying(move))
                        steps += 1
                    }
                    guard goal.holds(in: state) else {
                        Issue.record("stuck at \(state), from \(start)")
                        return
                    }
                }
            }
        }
    }

    @Test func theDrafterReachesTheGoalOfLargeProblemsInAtMostFourStepsABlock() async throws {
        var generator = BlocksworldGenerator(seed: 11)
        for _ in 0..<30 {
            let world = BlocksworldEnvironment(problem: generator.problem(blocks: 14))
            let trajectory = try await world.follow(GreedyDrafter(for: .blocksworld))
            #expect(trajectory.steps.last?.observation == Observation("the goal holds"))
            #expect(trajectory.count <= 4 * 14 + 1)
            #expect(trajectory.steps.allSatisfy { !$0.observation.isError })
        }
    }

    @Test func theVerifierPlansNoLongerThanTheDrafterAndTheyMostlyAgree() async throws {
        var generator = BlocksworldGenerator(seed: 2)
        var agreed = 0
        var asked = 0
        for _ in 0..<30 {
            let world = BlocksworldEnvironment(problem: generator.problem(blocks: 7))
            let best = try await world.follow(OptimalVerifier(for: .blocksworld))
            let drafted = try await world.follow(GreedyDrafter(for: .blocksworld))
            #expect(best.count <= drafted.count)
            for length in 0..<best.count {
                let request = ProposalRequest(
                    task: world.problem.description, trajectory: Trajectory(Array(best.steps.prefix(length))))
                let draft = try await GreedyDrafter(for: .blocksworld).propose(request, meter: RecordingMeter()).action
                asked += 1
                agreed += draft == best.steps[length].action ? 1 : 0
            }
        }
        #expect(agreed > asked / 2)
        #expect(agreed < asked)
    }

    @Test func theSamePrefixAlwaysGetsTheSameAction() async throws {
        var generator = BlocksworldGenerator(seed: 4)
        let world = BlocksworldEnvironment(problem: generator.problem(blocks: 8))
        let first = try await world.follow(OptimalVerifier(for: .blocksworld))
        let second = try await world.follow(OptimalVerifier(for: .blocksworld))
        #expect(first == second)
        #expect(first.fingerprint == second.fingerprint)
    }

    @Test func stepsThatFailedAreOvercome() async throws {
        let problem = try BlocksworldProblem(parsing: "c on a, a on table, b on table -> a on b, b on c")
        let world = BlocksworldEnvironment(problem: problem)
        let wrong = problem.action(for: .pickUp(0))
        let trajectory = Trajectory([
            Step(action: wrong, observation: try await world.execute(wrong, after: Trajectory())),
            Step(action: Action(tool: "fly", arguments: [:]), observation: Observation("no", isError: true)),
        ])
        let request = ProposalRequest(task: problem.description, trajectory: trajectory)
        for agent in [OptimalVerifier(for: .blocksworld), GreedyDrafter(for: .blocksworld)] as [any Agent] {
            let action = try await agent.propose(request, meter: RecordingMeter()).action
            #expect(action.text == "unstack c from a")
        }
    }

    @Test func aGoalThatHoldsIsFinishedAtOnce() async throws {
        let request = ProposalRequest(task: "a on b -> a on b", trajectory: Trajectory())
        for agent in [OptimalVerifier(for: .blocksworld), GreedyDrafter(for: .blocksworld)] as [any Agent] {
            let action = try await agent.propose(request, meter: RecordingMeter()).action
            #expect(action == Action(tool: "finish", text: "finish", answer: "0 moves"))
            #expect(action.answer == "0 moves")
        }
    }

    @Test func eachProposalIsOneFreeCallThatIsSettledOnce() async throws {
        let meter = RecordingMeter()
        let request = ProposalRequest(task: "a on b -> b on a", trajectory: Trajectory())
        _ = try await OptimalVerifier(for: .blocksworld).propose(request, meter: meter)
        _ = try await GreedyDrafter(for: .blocksworld).propose(request, meter: meter)
        #expect(
            meter.records.map(\.announcement) == [
                CallAnnouncement(model: "engine/blocksworld-optimal", purpose: "action", reservation: .zero),
                CallAnnouncement(model: "engine/blocksworld-greedy", purpose: "action", reservation: .zero),
            ])
        let settlements = meter.records.flatMap(\.settlements)
        #expect(settlements.map(\.outcome) == [.finished, .finished])
        #expect(settlements.allSatisfy { $0.cost == .zero && $0.usage == .zero })
        #expect(settlements.first?.response?.hasPrefix("unstack a from b (") == true)
        #expect(settlements.last?.response == "unstack a from b")
    }

    @Test func aCancelledSearchStopsAndIsSettledAsCancelled() async throws {
        var generator = BlocksworldGenerator(seed: 1)
        let request = ProposalRequest(task: generator.problem(blocks: 14).description, trajectory: Trajectory())
        let meter = RecordingMeter()
        let search = Task {
            try await OptimalVerifier(for: .blocksworld, stateLimit: .max).propose(request, meter: meter)
        }
        while meter.records.isEmpty { await Task.yield() }
        search.cancel()
        await #expect(throws: CancellationError.self) { try await search.value }
        #expect(meter.records.flatMap(\.settlements).map(\.outcome) == [.cancelled])
    }

    @Test func aSearchThatGetsTooLargeFailsWithAdvice() async throws {
        var generator = BlocksworldGenerator(seed: 1)
        let request = ProposalRequest(task: generator.problem(blocks: 12).description, trajectory: Trajectory())
        let meter = RecordingMeter()
        let error = await #expect(throws: AgentError.self) {
            try await OptimalVerifier(for: .blocksworld, stateLimit: 1000).propose(request, meter: meter)
        }
        #expect(error?.code == .invalidTask)
        #expect(error?.description.contains("try fewer") == true)
        #expect(meter.records.flatMap(\.settlements).map(\.outcome) == [.failed])
    }

    @Test func aTaskThatIsNoProblemIsRefusedBeforeAnyCall() async throws {
        let meter = RecordingMeter()
        for agent in [OptimalVerifier(for: .blocksworld), GreedyDrafter(for: .blocksworld)] as [any Agent] {
            let error = await #expect(throws: AgentError.self) {
                try await agent.propose(
                    ProposalRequest(task: "make tea", trajectory: Trajectory()), meter: meter)
            }
            #expect(error?.code == .invalidTask)
            #expect(error?.description.contains("“make tea”") == true)
        }
        #expect(meter.records.isEmpty)
    }

    @Test func aMeterThatRefusesKeepsTheEngineFromStarting() async throws {
        await #expect(throws: LimitReached.self) {
            try await OptimalVerifier(for: .blocksworld).propose(
                ProposalRequest(task: "a on b -> b on a", trajectory: Trajectory()),
                meter: RecordingMeter(isExhausted: true))
        }
    }
}
