import Planning

/// Numbers as the models of Countdown write them:
///
///     48:9 7 5 3=9+7=16
///
/// Before the colon stands the target, then the numbers that are left, the largest first. An answer is an
/// operation with its result, or `!` where the target is among the numbers or out of reach.
struct CountdownDialect: Dialect {
    private static let mostNumbers = 4
    private static let given = 1...10
    private static let targets = 1...50
    private static let largest = 999

    private let problem: CountdownProblem

    /// - Throws: `AgentError` for what the models were not trained on.
    init(_ problem: CountdownProblem) throws(AgentError) {
        guard problem.numbers.count <= Self.mostNumbers, problem.numbers.allSatisfy(Self.given.contains),
            Self.targets.contains(problem.target)
        else {
            throw AgentError(
                .invalidTask,
                "the models that come with the program know at most \(Self.mostNumbers) numbers from "
                    + "\(Self.given.lowerBound) to \(Self.given.upperBound) and targets up to "
                    + "\(Self.targets.upperBound), and this task is “\(problem)”; `--engine search` takes others")
        }
        self.problem = problem
    }

    /// The question for the step after `trajectory`.
    func question(after trajectory: Trajectory) -> Question {
        let state = problem.state(after: trajectory)
        // Nothing the models have seen is larger, and nothing larger is of use.
        let moves = state.legalMoves.filter { $0.result <= Self.largest }.map { move in
            Question.Choice(
                text: "\(move.left)\(move.operation.rawValue)\(move.right)=\(move.result)",
                action: problem.action(for: move))
        }
        let numbers = state.numbers.map(String.init).joined(separator: " ")
        return Question(
            prompt: "\(problem.target):\(numbers)=",
            choices: moves + [Question.Choice(text: "!", action: problem.finish(after: trajectory))])
    }
}
