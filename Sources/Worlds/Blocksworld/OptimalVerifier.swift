public import Planning

/// A planner that proposes the first move of a shortest plan, found by A* over the whole state
/// space.
///
/// It always gives the same action for the same state and goal: among the shortest plans it takes
/// one whose first move comes first in the order that ``GreedyDrafter`` follows. Time and memory
/// grow steeply with the number of blocks that have to move. It pauses every few hundred states,
/// so that other work gets its turn, and stops there when it is cancelled.
public struct OptimalVerifier: Agent {
    /// The engine's name in the record.
    public static let engine = "engine/blocksworld-optimal"

    private static let statesBetweenPauses = 256

    private let stateLimit: Int
    private let searches: ConcurrencyLimit

    /// A verifier for any problem of blocks.
    /// - Parameters:
    ///   - stateLimit: the most states that one decision may look at; a state takes about a
    ///     hundred bytes while the search lasts.
    ///   - concurrentSearches: how many decisions are worked on at once, those asked for first in
    ///     front. More than there are processors would take time from the one that is waited for.
    public init(stateLimit: Int = 4_000_000, concurrentSearches: Int = .max) {
        self.stateLimit = stateLimit
        searches = ConcurrencyLimit(concurrentSearches)
    }

    public var label: String { Self.engine }

    public func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        let problem = try BlocksworldProblem(of: request)
        // Waiting is no part of the call: its duration says what the work takes.
        let turn = try await searches.enter()
        defer { withExtendedLifetime(turn) {} }
        return try await meter.engineCall(Self.engine) {
            let (action, length, states) = try await decide(problem, request.trajectory)
            let rest = length == 0 ? "the goal holds" : "a shortest plan takes \(length) more moves"
            return (Proposal(action: action, thought: rest), "\(action.text) (\(states) states, \(rest))")
        }
    }

    private func decide(
        _ problem: BlocksworldProblem, _ trajectory: Trajectory
    ) async throws -> (action: Action, length: Int, states: Int) {
        var search = OptimalSearch(from: problem.state(after: trajectory), to: problem.goal)
        while true {
            try Task.checkCancellation()
            switch search.advance(by: Self.statesBetweenPauses) {
            case .arrived: return (problem.finish(after: trajectory), 0, search.expanded)
            case .move(let move, let length): return (problem.action(for: move), length, search.expanded)
            case .unsolvable: throw AgentError(.invalidTask, "no moves lead to the goal of “\(problem)”")
            case nil: break
            }
            guard search.expanded < stateLimit else {
                throw AgentError(
                    .invalidTask,
                    "no shortest plan found among \(search.expanded) states of \(problem.names.count) blocks; "
                        + "try fewer blocks, or the strategy draft-only")
            }
            await Task.yield()
        }
    }
}
