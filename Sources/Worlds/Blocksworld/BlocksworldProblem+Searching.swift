import Planning

extension BlocksworldProblem: SearchedProblem {
    static let subject = "problem of blocks"

    var size: String { "\(names.count) blocks" }

    /// Always reaches the goal, for no block moves more than twice.
    func greedyAction(after trajectory: Trajectory) -> Action {
        let state = state(after: trajectory)
        guard !goal.holds(in: state), let move = MovePreference(goal: goal).ordered(state).first else {
            return finish(after: trajectory)
        }
        return action(for: move)
    }

    func isReached(in state: BlocksworldState) -> Bool { goal.holds(in: state) }

    var success: String { "the goal holds" }

    func shortfall(in state: BlocksworldState) -> String {
        let missing = missing(in: state) + (state.held == nil ? [] : ["an empty hand"])
        return "the goal does not hold yet; missing: \(missing.joined(separator: ", "))"
    }

    func possibleActions(after trajectory: Trajectory) -> [Action] {
        MovePreference(goal: goal).ordered(state(after: trajectory)).map(action(for:))
    }

    func search(after trajectory: Trajectory) -> OptimalSearch {
        OptimalSearch(from: state(after: trajectory), to: goal)
    }

    func leastMoves(after trajectory: Trajectory) -> Int { goal.bound(from: state(after: trajectory)) }
}
