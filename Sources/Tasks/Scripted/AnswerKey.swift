import Answers
public import Planning
public import Worlds

/// Knows what is right at every step of some tasks, and what else could be done. Scripted models answer from it.
public enum AnswerKey: Sendable, Hashable {
    /// Every task of a simulated world, by searching.
    case world(SimulatedWorld)
    /// The answers of some questions, by their texts.
    case answers([String: String])

    /// The key of these tasks; nil where there are none, or they are not of one kind.
    public init?(of tasks: [CheckedTask]) {
        if let world = tasks.first?.world, tasks.allSatisfy({ $0.world == world }) {
            self = .world(world)
            return
        }
        var answers: [String: String] = [:]
        for task in tasks {
            guard case .answer(let right) = task.measure else { return nil }
            answers[task.text] = right
        }
        guard !answers.isEmpty else { return nil }
        self = .answers(answers)
    }

    /// What is right as the next step, and everything else that can be done.
    /// - Throws: `AgentError` for a task that is not known.
    public func options(for request: ProposalRequest) throws(AgentError) -> (right: Action, others: [Action]) {
        switch self {
        case .world(let world):
            let options = try world.options(for: request)
            return (options.right, options.others)
        case .answers(let answers):
            guard let right = answers[request.task] else {
                throw AgentError(.invalidTask, "a scripted model only knows the answers of the tasks it was given")
            }
            return (Self.answer(right), Self.mistakes(beside: right).map(Self.answer))
        }
    }

    /// Whether a way to the end of a task is right: its plan reaches the goal, or its answer is the right one.
    func isRight(_ option: ChoiceRequest.Option, of request: ChoiceRequest) -> Bool {
        guard let answer = option.answer else { return false }
        switch self {
        case .world(let world):
            let plan = Trajectory(request.trajectory.steps + option.steps)
            if case .reached = try? world.outcome(of: plan, for: request.task) { return true }
            return false
        case .answers(let answers): return answers[request.task].map { Answer($0).isGiven(by: answer) } ?? false
        }
    }

    private static func answer(_ text: String) -> Action { Action(text: "Answer: \(text)", answer: text) }

    /// As mistakes go: a little beside it, half of it, twice.
    private static func mistakes(beside right: String) -> [String] {
        guard let number = Int(right), abs(number) < 1_000_000_000 else { return ["not \(right)", "unknown"] }
        return [number + 1, number - 1, number + 10, number * 2, number / 2].filter { $0 != number }.map(String.init)
    }
}
