/// How the strategy `delegate` decides which drafts stand: steps of reflection go to the verifier (speculative
/// thinking, arXiv 2504.12329; algorithms.md 6.12).
public struct DelegationSettings: Sendable, Hashable, Codable {
    /// Words of doubt: the drafter takes something back.
    public var doubting: [String]
    /// Words of checking: the drafter looks again at what is there.
    public var checking: [String]
    /// After so many steps of reflection in a row, the verifier writes the next one as well.
    public var reversals: Int
    /// One of so many kept drafts is shown to the verifier for the record; 0 audits none.
    public var auditEvery: Int
    /// The seconds that a draft may take; after them the verifier decides.
    public var patience: Double

    /// Settings; the words are those of the paper's programs.
    public init(
        doubting: [String] = ["wait", "alternatively", "hold on", "another"],
        checking: [String] = ["verify", "think again", "recap", "check"], reversals: Int = 2, auditEvery: Int = 8,
        patience: Double = 60
    ) {
        self.doubting = doubting
        self.checking = checking
        self.reversals = reversals
        self.auditEvery = auditEvery
        self.patience = patience
    }
}
