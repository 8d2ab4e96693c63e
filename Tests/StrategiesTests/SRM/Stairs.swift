import Planning

/// Stairs that are climbed one or two steps at a time, up or down; the task is over at the top.
struct Stairs: Environment {
    var top = 5
    /// Whether going up may be tried before it is decided on.
    var isTriable = true

    var tools: [ToolDescription] { [] }

    static func go(_ by: Int) -> Action { Action(tool: "go", arguments: ["by": .integer(Int64(by))]) }
    static let finish = Action(tool: "finish", answer: "at the top")

    static func height(after trajectory: Trajectory) -> Int {
        trajectory.steps.filter { !$0.observation.isError }
            .reduce(0) { $0 + Int($1.action.arguments["by"]?.integer ?? 0) }
    }

    func earlyExecution(of action: Action) -> EarlyExecution {
        isTriable ? .allowed : .refused(reason: "stairs wear out")
    }

    func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
        let height = Self.height(after: trajectory)
        if action.finishes {
            return height == top ? Observation("there") : Observation("not at the top", isError: true)
        }
        let next = height + Int(action.arguments["by"]?.integer ?? 0)
        return (0...top).contains(next) ? Observation("at \(next)") : Observation("no step there", isError: true)
    }

    func situation(after trajectory: Trajectory) -> String? { "at \(Self.height(after: trajectory))" }
}
