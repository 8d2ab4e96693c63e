import Planning

/// What several drafts of a task say, in few words, for whoever writes the answer.
struct Workspace: Sendable, Hashable {
    /// The text.
    let text: String

    /// A token has about as many bytes.
    private static let bytesPerToken = 4

    /// Distils `drafts`: which answers there are and how many drafts come to each, and one way to each of them; the
    /// answer that most drafts come to first.
    /// - Parameter tokens: about the longest text, in tokens. What does not fit is cut off, from the end.
    init(_ drafts: Drafts, tokens: Int) {
        let ranked = drafts.groups.ranked
        var text = "The task was drafted \(drafts.rollouts.count) times by others, who may be wrong. "
        text +=
            ranked.count == 1
            ? "All came to the same." : "They came to \(ranked.count) different ends."
        for (group, rollout) in zip(ranked, drafts.shortlist) {
            text += "\n\n\(group.members.count) of \(drafts.rollouts.count): \(rollout.text)"
            for (place, action) in rollout.actions.enumerated() { text += "\n\(place + 1). \(action.text)" }
            if !rollout.thoughts.isEmpty { text += "\nBecause: " + rollout.thoughts.joined(separator: " ") }
        }
        self.text = text.cut(toBytes: max(tokens, 1) * Self.bytesPerToken)
    }
}

extension String {
    /// As much of the text as fits into so many bytes.
    fileprivate func cut(toBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = startIndex
        var size = 0
        for index in indices {
            size += self[index].utf8.count
            if size > limit { break }
            end = self.index(after: index)
        }
        return String(self[..<end])
    }
}
