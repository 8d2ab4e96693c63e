public import Planning

/// One decision as a small trained model reads it: a text that ends where the answer begins, and
/// everything that may be answered.
///
/// The text holds the state and the goal and nothing of how it came to this, so that equal states ask
/// the same question. What does not change in the course of a task comes first, so that it is a common
/// beginning of all its questions.
public struct Question: Sendable, Hashable {
    /// An answer and what it means.
    public struct Choice: Sendable, Hashable {
        /// The answer, one line without its end.
        public let text: String
        /// The step it stands for.
        public let action: Action
    }

    /// What the model is to continue.
    public let prompt: String
    /// The possible answers, each once: all moves that are possible, and the end of the task.
    public let choices: [Choice]

    /// The step that `answer` stands for; spaces and line ends around it do not matter. Nil where it is
    /// none of the choices.
    public func action(for answer: String) -> Action? {
        let start = answer.drop(while: \.isWhitespace)
        let end = start.lastIndex { !$0.isWhitespace }
        let line = end.map { start[...$0] } ?? ""
        return choices.first { $0.text == line }?.action
    }

    /// The answer that stands for `action`; nil where it is none of the choices.
    public func answer(for action: Action) -> String? {
        choices.first { $0.action == action }?.text
    }

    /// What a reward model is to continue with `+` or `-`: whether `answer` is the right one.
    public func review(of answer: String) -> String { "\(prompt)\(answer)?" }
}
