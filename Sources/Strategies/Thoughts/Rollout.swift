import Planning
import Speculation

/// A way that an agent went by itself, from the committed steps to where it ended. Nothing of it is committed.
struct Rollout: Sendable {
    /// Where it ended.
    enum End: Sendable {
        /// The task is over.
        case finished
        /// The next step may not be tried before it is decided.
        case untriable(ChosenStep)
        /// The world says that the task is not done.
        case refused
        /// It went round in a circle.
        case circling
        /// It was as long as it may be.
        case tooLong
    }

    /// Which of several it is, from 0.
    let number: Int
    /// Its steps, all of them tried.
    var steps: [ChosenStep] = []
    /// What its author thought, in order.
    var thoughts: [String] = []
    /// Where it ended.
    var end = End.tooLong

    /// Whether it can be chosen.
    var isUsable: Bool {
        switch end {
        case .finished, .untriable: true
        case .refused, .circling, .tooLong: false
        }
    }

    /// Whether the task is over at its end.
    var isFinished: Bool { if case .finished = end { true } else { false } }

    /// Its actions, with the one that may not be tried.
    var actions: [Action] {
        let tried = steps.map(\.action)
        if case .untriable(let step) = end { return tried + [step.action] }
        return tried
    }

    /// What it comes to.
    var answer: ThoughtAnswer { ThoughtAnswer(actions) }

    /// What it comes to, for people.
    var text: String {
        if let answer = actions.last?.answer, !answer.isEmpty { return answer }
        return actions.map(\.text).joined(separator: "; ")
    }

    /// The shorter way of two; of equally many steps the one in fewer words.
    static func isShorter(_ left: Rollout, _ right: Rollout) -> Bool { left.length < right.length }

    private var length: (Int, Int, Int) {
        (
            actions.count, thoughts.reduce(0) { $0 + $1.utf8.count } + actions.reduce(0) { $0 + $1.text.utf8.count },
            number
        )
    }

    /// As something that can be chosen.
    var option: ChoiceRequest.Option {
        var steps = steps.map { Step(action: $0.action, observation: $0.observation ?? .empty) }
        if case .untriable(let step) = end { steps.append(Step(action: step.action)) }
        return ChoiceRequest.Option(steps: steps, thoughts: thoughts)
    }
}
