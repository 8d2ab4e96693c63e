import Planning

/// What a drafted way comes to, as far as two of them can agree.
enum ThoughtAnswer: Sendable, Hashable {
    /// The answer that it gives.
    case answer(GivenAnswer)
    /// Its steps, where the plan is the answer.
    case plan([Action])

    /// What `actions` come to.
    init(_ actions: [Action]) {
        if let answer = actions.last?.answer, !answer.isEmpty {
            self = .answer(GivenAnswer(answer))
        } else {
            self = .plan(actions)
        }
    }

    /// Whether both come to the same.
    func agrees(with other: ThoughtAnswer) -> Bool {
        switch (self, other) {
        case (.answer(let left), .answer(let right)): left.agrees(with: right)
        default: self == other
        }
    }
}
