public import Planning

/// Everything that can be done next at a task of a simulated world.
public struct StepOptions: Sendable, Hashable {
    /// What the searching verifier does: the first move of a shortest plan, or the end of the task.
    public let right: Action
    /// Every other move that is possible, in the world's order of preference.
    public let others: [Action]
}

extension SearchedProblem {
    func options(after trajectory: Trajectory, stateLimit: Int) throws(AgentError) -> StepOptions {
        var search = search(after: trajectory)
        let right: Action
        switch search.advance(by: stateLimit) {
        case .arrived, .unsolvable: right = finish(after: trajectory)
        case .move(let move, _): right = action(for: move)
        case nil:
            throw AgentError(.invalidTask, "no shortest plan found among \(stateLimit) states of \(size); try fewer")
        }
        return StepOptions(right: right, others: possibleActions(after: trajectory).filter { $0 != right })
    }
}

extension SimulatedWorld {
    /// What can be done next.
    /// - Parameter stateLimit: the most states that the search for the right move looks at.
    /// - Throws: `AgentError` when the task is none of this world's, or too large to be searched.
    public func options(for request: ProposalRequest, stateLimit: Int = 4_000_000) throws(AgentError) -> StepOptions {
        try problem.init(task: request.task).options(after: request.trajectory, stateLimit: stateLimit)
    }
}
