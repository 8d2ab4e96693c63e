import Planning
import Testing

@testable import Worlds

struct CountdownEngineTests {
    @Test func theVerifierReachesEveryTargetThatTheGeneratorGives() async throws {
        var generator = CountdownGenerator(seed: 5)
        for count in [2, 3, 4] {
            for _ in 0..<5 {
                let world = CountdownEnvironment(problem: generator.problem(numbers: count))
                let trajectory = try await world.follow(OptimalVerifier(for: .countdown))
                #expect(trajectory.count == count, "\(world.problem)")
                #expect(trajectory.steps.last?.observation == Observation("\(world.problem.target) is reached"))
                #expect(trajectory.steps.allSatisfy { !$0.observation.isError })
            }
        }
    }

    @Test func theDrafterIsOftenRightAndAlwaysEnds() async throws {
        var generator = CountdownGenerator(seed: 6)
        var reached = 0
        for _ in 0..<30 {
            let world = CountdownEnvironment(problem: generator.problem())
            let trajectory = try await world.follow(GreedyDrafter(for: .countdown))
            #expect(trajectory.count <= 4)
            reached += trajectory.steps.last?.observation.isError == false ? 1 : 0
        }
        #expect((3..<30).contains(reached))
    }

    @Test func sixNumbersAreSolved() async throws {
        let world = CountdownEnvironment(problem: try CountdownProblem(parsing: "3 7 8 25 50 75 -> 952"))
        let trajectory = try await world.follow(OptimalVerifier(for: .countdown))
        #expect(trajectory.steps.last?.observation == Observation("952 is reached"))
    }

    @Test func whatIsOutOfReachEndsWithWhatIsLeft() async throws {
        let world = CountdownEnvironment(problem: try CountdownProblem(parsing: "1 1 -> 9"))
        let action = try await world.follow(OptimalVerifier(for: .countdown)).steps.first?.action
        #expect(action?.answer == "9 not reached; left: 1, 1; 0 moves")
        let drafted = try await world.follow(GreedyDrafter(for: .countdown))
        #expect(drafted.steps.map(\.action.text) == ["1 + 1 = 2", "finish"])
        #expect(drafted.steps.last?.observation == Observation("9 is not among the numbers left: 2", isError: true))
    }

    @Test func theAnswerIsThePlan() async throws {
        let world = CountdownEnvironment(problem: try CountdownProblem(parsing: "3 7 8 25 -> 100"))
        let trajectory = try await world.follow(OptimalVerifier(for: .countdown))
        #expect(trajectory.steps.last?.action.answer == "2 moves: 7 - 3 = 4; 25 * 4 = 100")
    }

    @Test func aTaskThatIsNoProblemIsRefusedBeforeAnyCall() async throws {
        let meter = RecordingMeter()
        for agent in [OptimalVerifier(for: .countdown), GreedyDrafter(for: .countdown)] as [any Agent] {
            let error = await #expect(throws: AgentError.self) {
                try await agent.propose(ProposalRequest(task: "make tea", trajectory: Trajectory()), meter: meter)
            }
            #expect(error?.code == .invalidTask)
            #expect(error?.description.contains("“make tea”") == true)
        }
        #expect(meter.records.isEmpty)
    }

    @Test func theGeneratorsProblemsTakeEveryStepAndFollowFromTheSeed() {
        var first = CountdownGenerator(seed: 8)
        var second = CountdownGenerator(seed: 8)
        var other = CountdownGenerator(seed: 9)
        let problems = (first.problem(), second.problem(), other.problem())
        #expect(problems.0 == problems.1)
        #expect(problems.0 != problems.2)
        for _ in 0..<10 {
            let problem = first.problem(numbers: 3)
            var search = CountdownSearch(from: problem.start, to: problem.target, deepest: 1)
            let inOneStep = search.advance(by: .max)
            #expect(inOneStep == .unsolvable)
        }
    }
}
