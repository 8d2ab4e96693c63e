/// What a reward model is asked.
public struct RewardRequest: Sendable, Hashable {
    /// The task in the user's words.
    public let task: String
    /// The steps so far.
    public let trajectory: Trajectory
    /// The steps that may come next; never empty.
    public let candidates: [Proposal]

    /// Asks what each candidate is worth as the step that follows `trajectory`.
    public init(task: String, trajectory: Trajectory, candidates: [Proposal]) {
        self.task = task
        self.trajectory = trajectory
        self.candidates = candidates
    }

    /// Lets nothing through that is no answer to it: too many or too few scores, and scores that are not from 0 to 1.
    /// - Parameter label: who gave them, for the error.
    /// - Throws: ``RewardError/Code/unreadable`` or ``RewardError/Code/outOfRange``.
    public func check(_ scores: [Double], by label: String) throws(RewardError) {
        guard scores.count == candidates.count else {
            let steps = candidates.count == 1 ? "one step" : "\(candidates.count) steps"
            throw RewardError(.unreadable, "\(label) gave \(scores.count) scores for \(steps)")
        }
        if let wrong = scores.first(where: { !(0...1).contains($0) }) {
            throw RewardError(
                .outOfRange,
                "\(label) gave \(wrong), which is not between 0 and 1; a served model that gives logits needs "
                    + "`scores: logit` in its provider (docs/rewards.md)")
        }
    }
}
