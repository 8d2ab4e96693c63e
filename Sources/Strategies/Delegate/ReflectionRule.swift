import Planning

/// What is a step of reflection: one that takes something back or looks at it again (algorithms.md 6.12).
/// That a step follows an error or repeats the one before it is for ``GuardRail`` to say.
struct ReflectionRule: Sendable, Hashable {
    let settings: DelegationSettings

    /// Why the verifier writes the step; nil where the draft stands.
    func reason(toDelegate draft: Proposal, after trajectory: Trajectory) -> String? {
        if let reason = reflection(in: draft.action, thought: draft.thought, after: trajectory.steps[...]) {
            return reason
        }
        return endsInReversals(trajectory) ? "it follows \(settings.reversals) steps of reflection" : nil
    }

    /// Whether the last steps are all steps of reflection: then the verifier goes on for one more.
    private func endsInReversals(_ trajectory: Trajectory) -> Bool {
        let steps = trajectory.steps
        guard settings.reversals > 0, steps.count >= settings.reversals else { return false }
        return steps.indices.suffix(settings.reversals).allSatisfy { index in
            steps[index].observation.isError
                || reflection(in: steps[index].action, thought: nil, after: steps[..<index]) != nil
        }
    }

    private func reflection(in action: Action, thought: String?, after steps: ArraySlice<Step>) -> String? {
        if action.tool != nil, steps.contains(where: { $0.action == action }) { return "it repeats an earlier step" }
        // What a tool is called with is no thought.
        let said = (action.tool == nil ? action.text + "\n" : "") + (thought ?? "")
        if let word = Self.first(of: settings.doubting, in: said) { return "it doubts (“\(word)”)" }
        if let word = Self.first(of: settings.checking, in: said) { return "it checks (“\(word)”)" }
        return nil
    }

    /// The first of some phrases that stands in a text as whole words, however it is spelt.
    private static func first(of phrases: [String], in text: String) -> String? {
        guard !text.isEmpty else { return nil }
        let words = spaced(text)
        return phrases.first { phrase in
            let wanted = spaced(phrase)
            return wanted.count > 2 && words.contains(wanted)
        }
    }

    /// The words of a text in small letters, each with one space around it.
    private static func spaced(_ text: String) -> String {
        " \(text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")) "
    }
}
