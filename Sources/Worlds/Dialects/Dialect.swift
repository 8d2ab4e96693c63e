import Planning

/// A task as the models of its world read it: made once, asked at every step.
protocol Dialect: Sendable {
    /// The question for the step after `trajectory`.
    func question(after trajectory: Trajectory) -> Question
    /// Whether the goal holds after `trajectory`.
    func isReached(after trajectory: Trajectory) -> Bool
}

extension SimulatedWorld {
    /// Whether the trained models know tasks such as `task`. What is no task of this world at all is theirs to refuse.
    public func isForModels(_ task: String) -> Bool {
        guard (try? environment(of: task)) != nil else { return true }
        return (try? dialect(of: task)) != nil
    }

    /// `task` as the models that were trained on this world read it.
    /// - Throws: `AgentError` when the task is none of this world's, or not one that the models were
    ///   trained on.
    func dialect(of task: String) throws(AgentError) -> any Dialect {
        switch self {
        case .blocksworld: try BlocksworldDialect(try BlocksworldProblem(task: task))
        case .countdown: try CountdownDialect(try CountdownProblem(task: task))
        }
    }
}
