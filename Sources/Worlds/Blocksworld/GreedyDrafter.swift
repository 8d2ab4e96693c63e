public import Planning

/// A planner that looks one move ahead: it settles a block where it belongs if it can, and else
/// puts a block that is in the way on the table.
///
/// It always reaches the goal, for no block moves more than twice; but it does not always take the
/// shortest way. It takes microseconds.
public struct GreedyDrafter: Agent {
    /// The engine's name in the record.
    public static let engine = "engine/blocksworld-greedy"

    /// A drafter for any problem of blocks.
    public init() {}

    public var label: String { Self.engine }

    public func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        let problem = try BlocksworldProblem(of: request)
        return try await meter.engineCall(Self.engine) {
            try Task.checkCancellation()
            let action = Self.action(in: problem, after: request.trajectory)
            return (Proposal(action: action), action.text)
        }
    }

    private static func action(in problem: BlocksworldProblem, after trajectory: Trajectory) -> Action {
        let state = problem.state(after: trajectory)
        guard !problem.goal.holds(in: state), let move = MovePreference(goal: problem.goal).ordered(state).first
        else { return problem.finish(after: trajectory) }
        return problem.action(for: move)
    }
}
