import Planning

/// A problem of a world, as far as the engines have to know it.
protocol SearchedProblem: Sendable, CustomStringConvertible {
    associatedtype Search: PlanSearch

    /// What it is a problem of, for messages.
    static var subject: String { get }

    init(parsing text: String) throws

    /// How much there is of it, for messages.
    var size: String { get }

    /// The step that looking a little ahead speaks for.
    func greedyAction(after trajectory: Trajectory) -> Action
    /// The search for the shortest plan that goes on from `trajectory`.
    func search(after trajectory: Trajectory) -> Search
    /// `move` as an action.
    func action(for move: Search.Move) -> Action
    /// The end of the task, with what was reached as its answer.
    func finish(after trajectory: Trajectory) -> Action
}

extension SearchedProblem {
    /// The problem that `task` describes.
    init(task: String) throws(AgentError) {
        do {
            try self.init(parsing: task)
        } catch {
            throw AgentError(.invalidTask, "the task describes no \(Self.subject): \(error)")
        }
    }
}
