import Planning

/// What every call for one step begins with: the instructions, the task and the steps so far. Only
/// the question at the end differs between roles, styles and calls, so that providers can keep the
/// long common part in their caches.
struct Conversation: Sendable {
    private let opening: [Message]
    /// What the model is told beside that, before every question; empty for nothing.
    private let guidance: String
    /// The last message of the opening takes the question in when it is the user's.
    private let isOpen: Bool
    /// What the questions may name.
    let values: [String: TemplateValue]

    init(
        system: String, task: String, trajectory: RenderedTrajectory, guidance: String = "",
        values: [String: TemplateValue]
    ) {
        self.values = values
        self.guidance = guidance
        switch trajectory {
        case .text(let text):
            opening = [.system(system.trimmed), .user(Self.joined(task, text))]
            isOpen = true
        case .messages(let steps):
            opening = [.system(system.trimmed), .user(task.trimmed)] + steps
            isOpen = opening.last?.role == .user
        }
    }

    /// The conversation with `question` at its end; without it when the question is empty.
    func asking(_ question: String) -> [Message] {
        let question = Self.joined(guidance, question)
        guard !question.isEmpty else { return opening }
        guard isOpen, let last = opening.last else { return opening + [.user(question)] }
        return opening.dropLast() + [.user(Self.joined(last.text, question))]
    }

    private static func joined(_ first: String, _ second: String) -> String {
        [first.trimmed, second.trimmed].filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}
