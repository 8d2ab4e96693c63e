import Planning
import Testing

@testable import Worlds

struct BlocksworldEnvironmentTests {
    private let world: BlocksworldEnvironment

    init() throws {
        world = BlocksworldEnvironment(
            problem: try BlocksworldProblem(parsing: "c on a, a on table, b on table -> a on b, b on c"))
    }

    private func call(_ tool: String, _ arguments: [String: JSONValue] = [:]) -> Action {
        Action(tool: tool, arguments: arguments)
    }

    @Test func aMoveShowsTheNewState() async throws {
        let unstack = call("unstack", ["block": "c", "from": "a"])
        let first = try await world.execute(unstack, after: Trajectory())
        #expect(first == Observation("holding c; a on table, b on table"))
        let second = try await world.execute(
            call("stack", ["block": "C", "on": "b"]), after: world.trajectory(of: unstack))
        #expect(second == Observation("a on table, b on table, c on b"))
    }

    @Test func theStateComesFromTheTrajectoryAndNotFromEarlierCalls() async throws {
        let unstack = call("unstack", ["block": "c", "from": "a"])
        let first = try await world.execute(unstack, after: Trajectory())
        _ = try await world.execute(call("put-down", ["block": "c"]), after: world.trajectory(of: unstack))
        #expect(try await world.execute(unstack, after: Trajectory()) == first)
    }

    @Test(
        arguments: [
            ("pick-up", ["block": "a"], "a is not clear: c is on it"),
            ("pick-up", ["block": "c"], "c is on a; use unstack from a"),
            ("unstack", ["block": "b", "from": "a"], "b is on the table; use pick-up"),
            ("unstack", ["block": "c", "from": "b"], "c is on a; use unstack from a"),
            ("put-down", ["block": "c"], "c is not in the hand, which is empty"),
            ("stack", ["block": "b", "on": "c"], "b is not in the hand, which is empty"),
            ("pick-up", ["block": "z"], "there is no block “z”; there are a, b, c"),
            ("pick-up", [:], "pick-up needs “block”, the name of a block"),
            ("stack", ["block": "c"], "stack needs “on”, the name of a block"),
            ("pick-up", ["block": 3], "pick-up needs “block”, the name of a block"),
            ("fly", [:], "there is no tool “fly” here; use pick-up, put-down, stack, unstack or finish"),
            ("finish", [:], "the goal does not hold yet; missing: a on b, b on c"),
        ] as [(String, [String: JSONValue], String)])
    func whatIsNotPossibleIsRefusedWithAReason(tool: String, arguments: [String: JSONValue], reason: String)
        async throws
    {
        let observation = try await world.execute(call(tool, arguments), after: Trajectory())
        #expect(observation == Observation(reason, isError: true))
    }

    @Test func aFullHandIsRefusedWithAReason() async throws {
        let holding = try await world.trajectory(of: call("pick-up", ["block": "b"]))
        for (action, reason) in [
            (call("unstack", ["block": "c", "from": "a"]), "the hand is full: it holds b"),
            (call("stack", ["block": "b", "on": "a"]), "a is not clear: c is on it"),
            (call("stack", ["block": "b", "on": "b"]), "b cannot stand on itself"),
            (call("put-down", ["block": "c"]), "c is not in the hand, which holds b"),
            (call("finish"), "the goal does not hold yet; missing: a on b, b on c, an empty hand"),
        ] {
            #expect(try await world.execute(action, after: holding) == Observation(reason, isError: true))
        }
    }

    @Test func aRefusedStepChangesNothing() async throws {
        let trajectory = try await world.trajectory(
            of: call("pick-up", ["block": "a"]), call("pick-up", ["block": "b"]))
        #expect(trajectory.steps.map(\.observation.isError) == [true, false])
        #expect(world.problem.describe(world.problem.state(after: trajectory)) == "holding b; a on table, c on a")
    }

    @Test func finishSaysThatTheGoalHoldsOnceItDoes() async throws {
        let trajectory = try await world.follow(OptimalVerifier(for: .blocksworld))
        #expect(trajectory.steps.last?.observation == Observation("the goal holds"))
        #expect(
            trajectory.steps.last?.action.answer
                == "6 moves: unstack c from a; put down c; pick up b; stack b on c; pick up a; stack a on b")
    }

    @Test func everyToolMayRunEarlyBecauseItIsPure() {
        #expect(world.tools.map(\.name) == ["pick-up", "put-down", "stack", "unstack", "finish"])
        #expect(world.tools.allSatisfy { $0.effect == .pure })
        for tool in world.tools { #expect(world.earlyExecution(of: call(tool.name)) == .allowed) }
        #expect(world.earlyExecution(of: Action(text: "let me think")) == .unneeded)
    }

    @Test func textAloneIsNotCarriedOut() async throws {
        #expect(try await world.execute(Action(text: "let me think"), after: Trajectory()) == .empty)
        let trajectory = Trajectory([Step(action: Action(text: "let me think"))])
        #expect(world.problem.state(after: trajectory) == world.problem.start)
    }

    @Test func movesAreWrittenAsActionsAndReadBack() throws {
        let problem = world.problem
        let action = problem.action(for: .stack(2, on: 0))
        #expect(action.canonical == #"stack{"block":"c","on":"a"}"#)
        #expect(action.text == "stack c on a")
        for move in [.pickUp(1), .putDown(2), .stack(2, on: 0), .unstack(2, from: 0)] as [BlocksworldMove] {
            #expect(try problem.move(for: problem.action(for: move)) == move)
        }
    }
}
