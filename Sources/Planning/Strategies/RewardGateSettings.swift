/// How the strategy `rsd` decides which drafts stand (arXiv 2501.19324; algorithms.md 3).
public struct RewardGateSettings: Sendable, Hashable, Codable {
    /// The weighting function ω: the chance that a draft of score r stands.
    public enum Weighting: String, Sendable, Hashable, Codable, CaseIterable {
        /// 1 where r reaches δ, else 0: the best of them at equal cost.
        case threshold
        /// The same chance for every draft.
        case constant
        /// r itself, brought into 0…1.
        case clip
        /// r / (1 + r), and 0 below 0.
        case ratio
        /// 1 / (1 + exp(−α(r − δ))).
        case logistic
    }

    /// What the threshold δ is steered to while the run goes on.
    public enum Goal: Sendable, Hashable, Codable {
        /// It stays, but for being raised when audits disagree too often.
        case fixed
        /// δ = R̂_L − η: what the verifier's own steps are scored, less what asking it is worth. `quality` is
        /// η₀, the loss of score that saving one verifier call may cost.
        case price(quality: Double)
        /// This part of the drafted steps goes to the verifier.
        case verifierShare(Double)
        /// This part of the audited steps is what the verifier would have done.
        case agreement(Double)
    }

    /// Which drafts stand, given their score.
    public var weighting: Weighting
    /// δ, or where it starts.
    public var threshold: Double
    /// α of the logistic weighting.
    public var sharpness: Double
    /// The chance of the constant weighting.
    public var chance: Double
    /// What the threshold is steered to.
    public var goal: Goal
    /// One of so many kept drafts is shown to the verifier for the record; 0 audits none.
    public var auditEvery: Int
    /// The seconds that a draft, or a score, may take; after them the verifier decides.
    public var patience: Double

    /// Settings.
    public init(
        weighting: Weighting = .threshold, threshold: Double = 0.7, sharpness: Double = 20, chance: Double = 0.5,
        goal: Goal = .fixed, auditEvery: Int = 8, patience: Double = 60
    ) {
        self.weighting = weighting
        self.threshold = threshold
        self.sharpness = sharpness
        self.chance = chance
        self.goal = goal
        self.auditEvery = auditEvery
        self.patience = patience
    }
}
