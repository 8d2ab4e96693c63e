import Planning

/// Numbers as the models of Countdown write them, each as one digit: `0` to `9`, `a` for 10 to `z` for 35, `A` for 36
/// to `Z` for 61.
///
///     g:973,.p7.,.n9.,Mjd.,73*l+a-4,93*r+c-6/3,97+g-2=9+7=g
///
/// A question says the target and the numbers that are left, the largest first; of more than two, what each of them
/// makes with the target, by `*`, `+`, `-` and `/`, a dot where that is no number up to 61; and what each two of them
/// make, the largest last. An answer is an operation with its result, or `!` where the target is among the numbers or
/// out of reach.
struct CountdownDialect: Dialect {
    private static let mostNumbers = 4
    private static let given = 1...10
    private static let targets = 1...50
    private static let digits = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

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

    func isReached(after trajectory: Trajectory) -> Bool {
        problem.isReached(in: problem.state(after: trajectory))
    }

    /// The question for the step after `trajectory`.
    func question(after trajectory: Trajectory) -> Question {
        let state = problem.state(after: trajectory)
        // There are no digits for what is larger, and nothing larger is of use.
        let moves = state.legalMoves.filter { max($0.left, $0.result) < Self.digits.count }
        let choices = moves.map { move in
            Question.Choice(
                text: [
                    Self.digit(move.left), move.operation.rawValue, Self.digit(move.right), "=",
                    Self.digit(move.result),
                ].joined(), action: problem.action(for: move))
        }
        return Question(
            prompt: prompt(for: state, moves),
            choices: choices + [Question.Choice(text: "!", action: problem.finish(after: trajectory))])
    }

    private func prompt(for state: CountdownState, _ moves: [CountdownMove]) -> String {
        let numbers = state.numbers
        let needs = numbers.count > 2 ? numbers.map { "," + Self.made(of: problem.target, $0) } : []
        var pairs: [(numbers: [Int], text: String)] = []
        for move in moves {
            let pair = [move.left, move.right]
            if pairs.last?.numbers != pair { pairs.append((pair, "," + pair.map(Self.digit).joined())) }
            pairs[pairs.count - 1].text += move.operation.rawValue + Self.digit(move.result)
        }
        let head = Self.digit(problem.target) + ":" + numbers.map(Self.digit).joined()
        return head + (needs + pairs.reversed().map(\.text)).joined() + "="
    }

    /// What two numbers make, a sign for each operation; the smaller is taken from the larger and divides it.
    private static func made(of one: Int, _ other: Int) -> String {
        Operation.allCases.map { operation in
            let made = operation.result(max(one, other), min(one, other))
            return made.map { digits.indices.contains($0) ? digit($0) : "." } ?? "."
        }.joined()
    }

    /// Numbers without a digit can only come of others' moves.
    private static func digit(_ number: Int) -> String {
        digits.indices.contains(number) ? String(digits[number]) : "~"
    }
}
