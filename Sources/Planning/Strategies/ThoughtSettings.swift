/// How the strategy `scot` drafts thoughts and chooses among them (speculative chain of thought,
/// arXiv 2504.19095; algorithms.md 4).
public struct ThoughtSettings: Sendable, Hashable, Codable {
    /// When the verifier thinks itself beside the drafts, to be cancelled when one of them is chosen.
    public enum Race: String, Sendable, Hashable, Codable, CaseIterable {
        /// When λ says that the time is worth the money.
        case auto
        case always
        case never
    }

    /// How thoughts are drafted; the number of drafts follows from λ where none is set.
    public var drafting: DraftingSettings
    /// θ: the part of the drafts that has to agree for nobody to be asked any more.
    public var agreement: Double
    /// δ: how likely the chosen draft has to be right in the verifier's eyes.
    public var soundness: Double
    /// When the verifier thinks beside the drafts.
    public var race: Race
    /// The expected part of the drafts that are right; λ decides by it.
    public var draftIsRight: Double
    /// What a draft costs, as a part of what the verifier's own thought costs; λ decides by it.
    public var draftCost: Double
    /// The seconds that choosing may take; after them the verifier thinks itself.
    public var patience: Double

    /// Settings.
    public init(
        drafting: DraftingSettings = DraftingSettings(), agreement: Double = 0.8, soundness: Double = 0.5,
        race: Race = .auto, draftIsRight: Double = 0.6, draftCost: Double = 0.1, patience: Double = 60
    ) {
        self.drafting = drafting
        self.agreement = agreement
        self.soundness = soundness
        self.race = race
        self.draftIsRight = draftIsRight
        self.draftCost = draftCost
        self.patience = patience
    }
}
