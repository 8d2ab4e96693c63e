import Planning

extension SearchedProblem {
    /// What comes of `action` in the world of the problem. It follows from the steps before it alone.
    func observation(of action: Action, after trajectory: Trajectory) -> Observation {
        guard action.tool != nil else { return .empty }
        let state = state(after: trajectory)
        if action.tool == "finish" {
            return isReached(in: state) ? Observation(success) : Observation(shortfall(in: state), isError: true)
        }
        do throws(Refusal) {
            return Observation(describe(try self.state(after: action, in: state)))
        } catch {
            return Observation(error.reason, isError: true)
        }
    }
}
