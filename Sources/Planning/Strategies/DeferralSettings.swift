/// How the strategy `cascade` decides which drafts stand: by how sure the drafter is (speculative cascades,
/// arXiv 2405.19261; algorithms.md 6.11).
///
/// A draft goes to the verifier where (1 − confidence) · loss ≥ η: where the loss that it is expected to spare
/// is worth what asking it costs.
public struct DeferralSettings: Sendable, Hashable, Codable {
    /// η₀: the loss that saving one verifier call may cost.
    public var price: Double
    /// The loss of a wrong step that only looks at something, or changes nothing that cannot be dropped.
    public var readingLoss: Double
    /// The loss of any other wrong step, the last one included.
    public var writingLoss: Double
    /// One of so many kept drafts is shown to the verifier for the record; 0 audits none.
    public var auditEvery: Int
    /// The seconds that a draft may take; after them the verifier decides.
    public var patience: Double

    /// Settings.
    public init(
        price: Double = 0.1, readingLoss: Double = 0.2, writingLoss: Double = 1, auditEvery: Int = 8,
        patience: Double = 60
    ) {
        self.price = price
        self.readingLoss = readingLoss
        self.writingLoss = writingLoss
        self.auditEvery = auditEvery
        self.patience = patience
    }
}
