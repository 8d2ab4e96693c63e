/// How the strategy `best-of-n` chooses (algorithms.md 2.4): by what a reward model says of all steps of a draft.
public struct BestOfNSettings: Sendable, Hashable, Codable {
    /// What the score of a draft is, given those of its steps.
    public enum Combination: String, Sendable, Hashable, Codable, CaseIterable {
        /// The lowest: a plan is as good as its worst step.
        case minimum
        /// All multiplied: the chance that every step is good.
        case product
    }

    /// How answers are drafted.
    public var drafting: DraftingSettings
    /// How the scores of steps become one.
    public var combination: Combination
    /// Whether the verifier is asked about the best draft, and answers itself where it thinks it wrong.
    public var isJudged: Bool
    /// How likely the best draft has to be right in the verifier's eyes, if it is asked.
    public var soundness: Double

    /// Settings.
    public init(
        drafting: DraftingSettings = DraftingSettings(drafts: 8), combination: Combination = .minimum,
        isJudged: Bool = false, soundness: Double = 0.5
    ) {
        self.drafting = drafting
        self.combination = combination
        self.isJudged = isJudged
        self.soundness = soundness
    }
}
