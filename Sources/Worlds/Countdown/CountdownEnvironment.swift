public import Planning

/// The simulated world of one problem of numbers. Like the world of blocks it has no memory, and
/// every tool is pure.
public struct CountdownEnvironment: Environment {
    /// The problem whose world this is.
    public let problem: CountdownProblem

    /// The world of `problem`.
    public init(problem: CountdownProblem) {
        self.problem = problem
    }

    public var tools: [ToolDescription] { Self.tools }

    /// The tools of any such world.
    public static let tools: [ToolDescription] = [
        tool("add", "Puts a + b back in place of two numbers.", "one of the numbers left", "another of them"),
        tool(
            "subtract", "Puts a - b back in place of two numbers.", "one of the numbers left", "another, smaller one"),
        tool("multiply", "Puts a * b back in place of two numbers.", "one of the numbers left", "another of them"),
        tool(
            "divide", "Puts a / b back in place of two numbers.", "one of the numbers left",
            "another one that divides it"),
        ToolDescription(
            simulated: "finish", "Ends the task. Right once the target is among the numbers, or out of reach.",
            takes: "integer", [:]),
    ]

    public func earlyExecution(of action: Action) -> EarlyExecution {
        action.tool == nil ? .unneeded : .allowed
    }

    public func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
        problem.observation(of: action, after: trajectory)
    }

    public func situation(after trajectory: Trajectory) -> String? {
        problem.describe(problem.state(after: trajectory))
    }

    private static func tool(_ name: String, _ summary: String, _ a: String, _ b: String) -> ToolDescription {
        ToolDescription(simulated: name, summary, takes: "integer", ["a": a, "b": b])
    }
}
