public import Planning

/// The worlds that exist only in memory, each with its problems, its engines and its dialect.
public enum SimulatedWorld: String, Sendable, Hashable, CaseIterable {
    /// Blocks that a hand moves.
    case blocksworld
    /// A number to be reached from other numbers.
    case countdown

    /// The environment of the problem that `task` describes.
    /// - Throws: ``BlocksworldError`` or ``CountdownError`` when it describes none.
    public func environment(of task: String) throws -> any Environment {
        switch self {
        case .blocksworld: BlocksworldEnvironment(problem: try BlocksworldProblem(parsing: task))
        case .countdown: CountdownEnvironment(problem: try CountdownProblem(parsing: task))
        }
    }

    /// A random task that can be solved and is worth watching.
    /// - Parameter forModels: whether it is to be one that the models know; the searching engines also
    ///   take larger ones.
    public func randomTask(seed: UInt64, forModels: Bool = false) -> String {
        switch self {
        case .blocksworld:
            var generator = BlocksworldGenerator(seed: seed)
            let problem =
                forModels ? generator.problem(blocks: BlocksworldDialect.mostBlocks) : generator.worthwhileProblem()
            return "\(problem)"
        case .countdown:
            var generator = CountdownGenerator(seed: seed)
            return "\(generator.problem())"
        }
    }

    /// The decision that `request` asks for, as the models that were trained on this world read it.
    /// - Throws: `AgentError` when the task is none of this world's, or not one that the models were
    ///   trained on.
    public func question(_ request: ProposalRequest) throws(AgentError) -> Question {
        try dialect(of: request.task).question(after: request.trajectory)
    }

    var problem: any SearchedProblem.Type {
        switch self {
        case .blocksworld: BlocksworldProblem.self
        case .countdown: CountdownProblem.self
        }
    }
}
