import Planning

/// A drafted way to the end of a task as a model reads it that has to judge it.
enum SolutionText {
    /// Reasoning that is longer than this is cut: the paper cuts at 5,000 tokens.
    private static let longestThought = 20_000

    static func text(_ option: ChoiceRequest.Option) -> String {
        let thought = option.thoughts.map(\.trimmed).filter { !$0.isEmpty }.joined(separator: "\n")
        var lines = thought.isEmpty ? [] : [String(thought.prefix(longestThought))]
        let steps = option.steps.filter { !$0.action.finishes }
        for (place, step) in steps.enumerated() {
            let result = step.observation.text.trimmed
            lines.append("\(place + 1). \(step.action.text)" + (result.isEmpty ? "" : " -> \(result)"))
        }
        if let answer = option.answer { lines.append(answer.trimmed.isEmpty ? "End." : "Answer: \(answer.trimmed)") }
        return lines.joined(separator: "\n")
    }
}
