public import Planning

/// A planner that proposes the first move of a shortest plan, found by a search over the whole state
/// space. Where no plan exists it ends the task and says so.
///
/// It always gives the same action for the same state and goal: among the shortest plans it takes
/// one whose first move comes first in the world's order of preference. Asked for several answers it gives this
/// one first, and then the other possible moves in that order. Time and memory grow steeply
/// with the size of the problem. It pauses every few hundred states, so that other work gets its
/// turn, and stops there when it is cancelled.
public struct OptimalVerifier: Agent {
    let world: SimulatedWorld
    let stateLimit: Int
    let searches: ConcurrencyLimit

    /// A verifier for any problem of `world`.
    /// - Parameters:
    ///   - stateLimit: the most states that one decision may look at; a state takes about a
    ///     hundred bytes while the search lasts.
    ///   - concurrentSearches: how many decisions are worked on at once, those asked for first in
    ///     front. More than there are processors would take time from the one that is waited for.
    public init(for world: SimulatedWorld, stateLimit: Int = 4_000_000, concurrentSearches: Int = .max) {
        self.world = world
        self.stateLimit = stateLimit
        searches = ConcurrencyLimit(concurrentSearches)
    }

    /// The engine's name in the record.
    public var label: String { model.id.description }

    var model: Model { .engine("\(world.rawValue)-optimal") }

    public func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        try await propose(for: try world.problem.init(task: request.task), request, meter)
    }

    private func propose(
        for problem: some SearchedProblem, _ request: ProposalRequest, _ meter: any CallMeter
    ) async throws -> Proposal {
        // Waiting is no part of the call: its duration says what the work takes.
        let turn = try await searches.enter()
        defer { withExtendedLifetime(turn) {} }
        return try await meter.engineCall(model) {
            let (own, rest, states) = try await decide(problem, request.trajectory)
            let action = problem.answer(request.sampling, besides: own, after: request.trajectory)
            return EngineAnswer(
                value: Proposal(action: action, thought: rest),
                record: "\(action.text) (\(states) states, \(rest))")
        }
    }

    private func decide(
        _ problem: some SearchedProblem, _ trajectory: Trajectory
    ) async throws -> (action: Action, rest: String, states: Int) {
        var search = problem.search(after: trajectory)
        let outcome = try await search.run(stateLimit: stateLimit)
        switch outcome {
        case .arrived: return (problem.finish(after: trajectory), "the goal holds", search.expanded)
        case .unsolvable: return (problem.finish(after: trajectory), "no way leads to the goal", search.expanded)
        case .move(let move, let length):
            return (problem.action(for: move), "a shortest plan takes \(length) more moves", search.expanded)
        case nil:
            throw AgentError(
                .invalidTask,
                "no shortest plan found among \(search.expanded) states of \(problem.size); "
                    + "try fewer, or the strategy draft-only")
        }
    }
}
