public import Planning

/// A planner that looks only a little ahead. It takes microseconds, and does not always take the
/// shortest way: in the world of blocks it settles a block where it belongs if it can, and else puts
/// a block that is in the way on the table; with numbers it knows how to reach the target in two steps,
/// and else goes to the nearest number, which may be a dead end. Asked for several answers it gives this step
/// first, and then the other possible moves in the world's order of preference.
public struct GreedyDrafter: Agent {
    private let world: SimulatedWorld

    /// A drafter for any problem of `world`.
    public init(for world: SimulatedWorld) {
        self.world = world
    }

    /// The engine's name in the record.
    public var label: String { model.id.description }

    private var model: Model { .engine("\(world.rawValue)-greedy") }

    public func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        try await propose(for: try world.problem.init(task: request.task), request, meter)
    }

    private func propose(
        for problem: some SearchedProblem, _ request: ProposalRequest, _ meter: any CallMeter
    ) async throws -> Proposal {
        try await meter.engineCall(model) {
            try Task.checkCancellation()
            let action = problem.answer(
                request.sampling, besides: problem.greedyAction(after: request.trajectory), after: request.trajectory)
            return EngineAnswer(value: Proposal(action: action), record: action.text)
        }
    }
}
