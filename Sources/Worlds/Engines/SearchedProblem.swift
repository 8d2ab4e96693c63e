import Planning

/// A problem of a world, as far as the engines and what carries out its steps have to know it.
protocol SearchedProblem: Sendable, CustomStringConvertible {
    associatedtype Search: PlanSearch
    associatedtype State: Sendable

    /// What it is a problem of, for messages.
    static var subject: String { get }

    init(parsing text: String) throws

    /// How much there is of it, for messages.
    var size: String { get }

    /// Where the task begins.
    var start: State { get }
    /// The state after `trajectory`. A step that failed changed nothing.
    func state(after trajectory: Trajectory) -> State
    /// What `action` leads to.
    func state(after action: Action, in state: State) throws(Refusal) -> State
    /// Whether the goal holds.
    func isReached(in state: State) -> Bool
    /// That the goal holds, in words.
    var success: String { get }
    /// What is missing where the goal does not hold, in words.
    func shortfall(in state: State) -> String
    /// `state` in one short line.
    func describe(_ state: State) -> String
    /// Every move that is possible, in the world's order of preference.
    func possibleActions(after trajectory: Trajectory) -> [Action]

    /// The step that looking a little ahead speaks for.
    func greedyAction(after trajectory: Trajectory) -> Action
    /// The search for the shortest plan that goes on from `trajectory`.
    func search(after trajectory: Trajectory) -> Search
    /// The moves that any way to the goal needs after `trajectory`, or fewer; zero only where the goal holds.
    func leastMoves(after trajectory: Trajectory) -> Int
    /// `move` as an action.
    func action(for move: Search.Move) -> Action
    /// The end of the task, with what was reached as its answer.
    func finish(after trajectory: Trajectory) -> Action
}

extension SearchedProblem {
    /// One of several answers of an engine that would by itself answer `own`: that first, then the other possible
    /// moves in the world's order of preference, and from the beginning again.
    func answer(_ sampling: ProposalRequest.Sampling?, besides own: Action, after trajectory: Trajectory) -> Action {
        guard let sampling, sampling.temperature > 0, sampling.number > 0 else { return own }
        let answers = [own] + possibleActions(after: trajectory).filter { $0 != own }
        return answers[sampling.number % answers.count]
    }

    /// The problem that `task` describes.
    init(task: String) throws(AgentError) {
        do {
            try self.init(parsing: task)
        } catch {
            throw AgentError(.invalidTask, "the task describes no \(Self.subject): \(error)")
        }
    }
}
