/// How the strategy `pdr` drafts and distils (parallel, distil, refine: arXiv 2510.01123; algorithms.md 6.15).
public struct RefinementSettings: Sendable, Hashable, Codable {
    /// How answers are drafted.
    public var drafting: DraftingSettings
    /// κ: the most tokens of what is distilled from the drafts for the verifier.
    public var workspace: Int

    /// Settings.
    public init(drafting: DraftingSettings = DraftingSettings(drafts: 4), workspace: Int = 500) {
        self.drafting = drafting
        self.workspace = workspace
    }
}
