/// How the strategy `self-consistency` takes a majority of answers, and when it stops asking (Certaindex,
/// arXiv 2412.20993; algorithms.md 6.13).
public struct ConsistencySettings: Sendable, Hashable, Codable {
    /// How answers are drafted.
    public var drafting: DraftingSettings
    /// Drafting stops when the entropy of the answers, as a part of what it could be, falls below this.
    public var certainty: Double

    /// Settings.
    public init(drafting: DraftingSettings = DraftingSettings(drafts: 8), certainty: Double = 0.3) {
        self.drafting = drafting
        self.certainty = certainty
    }
}
