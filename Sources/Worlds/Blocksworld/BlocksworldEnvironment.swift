public import Planning

/// The simulated world of one problem. It has no memory: what a step finds follows from the
/// trajectory before it alone, so that any number of branches can be carried out at once.
///
/// Every tool is pure in that sense, `finish` included: what it answers depends on the steps before
/// it and on nothing else. So everything may run before its verdict, and the observation is the
/// same as if it had waited.
public struct BlocksworldEnvironment: Environment {
    /// The problem whose world this is.
    public let problem: BlocksworldProblem

    /// The world of `problem`.
    public init(problem: BlocksworldProblem) {
        self.problem = problem
    }

    public var tools: [ToolDescription] { Self.tools }

    /// The tools of any such world.
    public static let tools: [ToolDescription] = [
        tool("pick-up", "Takes a clear block from the table into the empty hand.", ["block": "the block to take"]),
        tool("put-down", "Puts the block in the hand on the table.", ["block": "the block in the hand"]),
        tool(
            "stack", "Puts the block in the hand on another, clear block.",
            ["block": "the block in the hand", "on": "the block to put it on"]),
        tool(
            "unstack", "Takes a clear block from the block below it into the empty hand.",
            ["block": "the block to take", "from": "the block it stands on"]),
        tool("finish", "Ends the task. Only right once the goal holds and the hand is empty.", [:]),
    ]

    private static func tool(_ name: String, _ summary: String, _ blocks: [String: String]) -> ToolDescription {
        ToolDescription(simulated: name, summary, takes: "string", blocks)
    }

    public func earlyExecution(of action: Action) -> EarlyExecution {
        action.tool == nil ? .unneeded : .allowed
    }

    public func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
        problem.observation(of: action, after: trajectory)
    }

    public func situation(after trajectory: Trajectory) -> String? {
        problem.describe(problem.state(after: trajectory))
    }
}
