import Planning
import Testing

@testable import Worlds

struct CountdownEnvironmentTests {
    private let world: CountdownEnvironment

    init() throws {
        world = CountdownEnvironment(problem: try CountdownProblem(parsing: "3 7 8 25 -> 100"))
    }

    private func call(_ tool: String, _ arguments: [String: JSONValue] = [:]) -> Action {
        Action(tool: tool, arguments: arguments)
    }

    @Test func aStepShowsTheNumbersThatAreLeft() async throws {
        let first = call("subtract", ["a": 7, "b": 3])
        #expect(try await world.execute(first, after: Trajectory()) == Observation("25, 8, 4"))
        let second = call("multiply", ["a": 4, "b": 25])
        #expect(try await world.execute(second, after: world.trajectory(of: first)) == Observation("100, 8"))
        #expect(
            try await world.execute(call("finish"), after: world.trajectory(of: first, second))
                == Observation("100 is reached"))
        // Nothing is remembered: the world before the first step is as it was.
        #expect(try await world.execute(first, after: Trajectory()) == Observation("25, 8, 4"))
    }

    @Test(
        arguments: [
            ("subtract", ["a": 3, "b": 7], "3 - 7 is not positive"),
            ("divide", ["a": 8, "b": 3], "8 / 3 is no whole number"),
            ("add", ["a": 8, "b": 4], "4 is not there; the numbers left are 25, 8, 7, 3"),
            ("add", ["a": 8, "b": 8], "8 is not there twice; the numbers left are 25, 8, 7, 3"),
            ("add", ["a": 8], "add needs “b”, one of the numbers that are left"),
            ("add", ["a": 8, "b": 0], "add needs “b”, one of the numbers that are left"),
            ("add", ["a": 8, "b": "3"], "add needs “b”, one of the numbers that are left"),
            ("multiply", ["a": 1_000_000, "b": 2], "1000000 * 2 is more than 1000000"),
            ("fly", [:], "there is no tool “fly” here; use add, subtract, multiply, divide or finish"),
            ("finish", [:], "100 is not among the numbers left: 25, 8, 7, 3"),
        ] as [(String, [String: JSONValue], String)])
    func whatIsNotPossibleIsRefusedWithAReason(tool: String, arguments: [String: JSONValue], reason: String)
        async throws
    {
        let observation = try await world.execute(call(tool, arguments), after: Trajectory())
        #expect(observation == Observation(reason, isError: true))
    }

    @Test func aRefusedStepChangesNothing() async throws {
        let trajectory = try await world.trajectory(
            of: call("divide", ["a": 8, "b": 3]), call("add", ["a": 8, "b": 3]))
        #expect(trajectory.steps.map(\.observation.isError) == [true, false])
        #expect(world.problem.state(after: trajectory).numbers == [25, 11, 7])
    }

    @Test func everyToolMayRunEarlyBecauseItIsPure() async throws {
        #expect(world.tools.map(\.name) == ["add", "subtract", "multiply", "divide", "finish"])
        #expect(world.tools.allSatisfy { $0.effect == .pure })
        for tool in world.tools { #expect(world.earlyExecution(of: call(tool.name)) == .allowed) }
        #expect(world.earlyExecution(of: Action(text: "let me think")) == .unneeded)
        #expect(try await world.execute(Action(text: "let me think"), after: Trajectory()) == .empty)
    }

    @Test func movesAreWrittenAsActionsAndReadBack() throws {
        let move = try #require(CountdownMove(4, .times, 25))
        let action = world.problem.action(for: move)
        #expect(action.canonical == #"multiply{"a":25,"b":4}"#)
        #expect(action.text == "25 * 4 = 100")
        for move in world.problem.start.legalMoves {
            #expect(try world.problem.move(for: world.problem.action(for: move)) == move)
        }
    }
}
