public import Planning

/// What a plan comes to when a simulator carries it out, move by move, from where its task begins.
public enum PlanOutcome: Sendable, Hashable {
    /// The goal holds after so many moves.
    case reached(moves: Int)
    /// The goal does not hold, or a move was not possible; why.
    case failed(reason: String)
}

extension SearchedProblem {
    /// Carries out the moves of `trajectory`. A step that its world has refused changed nothing and is passed
    /// over; one that the world let pass although it is not possible makes the plan worthless.
    func outcome(of trajectory: Trajectory) -> PlanOutcome {
        var state = start
        var moves = 0
        for (index, step) in trajectory.steps.enumerated() where step.action.isMove && !step.observation.isError {
            do throws(Refusal) {
                state = try self.state(after: step.action, in: state)
                moves += 1
            } catch {
                return .failed(reason: "step \(index + 1), “\(step.action.text)”, is not possible: \(error.reason)")
            }
        }
        guard isReached(in: state) else { return .failed(reason: shortfall(in: state)) }
        return .reached(moves: moves)
    }

    /// The moves of a shortest plan; nil where there is none, or none is found among so many states.
    func shortestPlan(stateLimit: Int) -> Int? {
        var search = search(after: Trajectory())
        return switch search.advance(by: stateLimit) {
        case .arrived: 0
        case .move(_, let length): length
        case .unsolvable, nil: nil
        }
    }
}

extension Action {
    /// Whether it is meant to change the world: neither text alone nor the end of the task.
    fileprivate var isMove: Bool { tool != nil && tool != "finish" && !finishes }
}

extension SimulatedWorld {
    /// What the steps of `trajectory` come to as a plan for `task`.
    /// - Throws: ``BlocksworldError`` or ``CountdownError`` when `task` describes no problem of this world.
    public func outcome(of trajectory: Trajectory, for task: String) throws -> PlanOutcome {
        try problem.init(parsing: task).outcome(of: trajectory)
    }

    /// How many moves a shortest plan for `task` has; nil where there is no plan, or none is found in time.
    /// - Parameter stateLimit: the most states that are looked at; a million take about a second.
    /// - Throws: ``BlocksworldError`` or ``CountdownError`` when `task` describes no problem of this world.
    public func shortestPlan(for task: String, stateLimit: Int = 4_000_000) throws -> Int? {
        try problem.init(parsing: task).shortestPlan(stateLimit: stateLimit)
    }
}
