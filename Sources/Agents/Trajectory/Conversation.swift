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
        case .text(let lines):
            opening = [.system(system.trimmed), Self.story(task.trimmed, lines)]
            isOpen = true
        case .messages(let steps):
            opening = [.system(system.trimmed), Self.story(task.trimmed, [])] + steps
            isOpen = opening.last?.role == .user
        }
    }

    /// The conversation with `question` at its end; without it when the question is empty.
    func asking(_ question: String) -> [Message] {
        let question = Self.joined(guidance, question)
        guard !question.isEmpty else { return opening }
        guard isOpen, let last = opening.last else { return opening + [.user(question)] }
        let text = Self.joined(last.text, question)
        return opening.dropLast() + [Message(role: .user, text: text, breaks: last.breaks)]
    }

    /// The task and the steps as one message. It may be cut behind the task and behind every step: a conversation about
    /// one more step begins with the same pieces.
    private static func story(_ task: String, _ lines: [String]) -> Message {
        let steps = lines.joined()
        let text = joined(task, steps)
        var end = text.utf8.count - steps.trimmed.utf8.count
        // White space before the first line is left out of the text.
        end -= steps.utf8.count - steps[(steps.firstIndex { !$0.isWhitespace } ?? steps.endIndex)...].utf8.count
        var breaks = [task.utf8.count]
        for (place, line) in lines.enumerated() {
            end += line.utf8.count
            // White space at its end begins the next piece, so that the last line is no other piece than it was.
            let blank = line.reversed().prefix { $0.isWhitespace }.reduce(0) { $0 + $1.utf8.count }
            if place > 0 { breaks.append(min(end - blank, text.utf8.count)) }
        }
        return Message(role: .user, text: text, breaks: breaks)
    }

    private static func joined(_ first: String, _ second: String) -> String {
        [first.trimmed, second.trimmed].filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}
