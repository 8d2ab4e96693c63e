import Planning

/// The weighting functions ω(r) of the paper: the chance that a draft of score r stands (arXiv 2501.19324,
/// table 1; algorithms.md 3.2).
struct RewardWeighting: Sendable, Hashable {
    let weighting: RewardGateSettings.Weighting
    /// α of the logistic function.
    let sharpness: Double
    /// The chance of the constant one.
    let chance: Double
    let seed: UInt64

    init(_ settings: RewardGateSettings, seed: UInt64) {
        weighting = settings.weighting
        sharpness = settings.sharpness
        chance = settings.chance
        self.seed = seed
    }

    /// ω(score), from 0 to 1.
    func weight(of score: Double, threshold: Double) -> Double {
        let weight =
            switch weighting {
            case .threshold: score >= threshold ? 1.0 : 0
            case .constant: chance
            case .clip: score
            case .ratio: score / (1 + score)
            case .logistic: Logistic.chance(sharpness * (score - threshold))
            }
        // What is no number keeps nothing.
        return weight.isNaN ? 0 : min(max(weight, 0), 1)
    }

    /// Whether a draft stands: with the chance that the function gives, drawn from the seed, the position and
    /// the steps before it, so that the same question always has the same answer.
    func verdict(
        on score: Double, threshold: Double, position: Int, prefix: UInt64
    ) -> Verdict {
        let weight = weight(of: score, threshold: threshold)
        guard weighting != .threshold else {
            return Verdict(
                isKept: weight == 1, threshold: threshold,
                reason: weight == 1 ? "the score reaches the threshold" : "the score is below the threshold")
        }
        var random = SeededGenerator(seed: seed ^ prefix ^ UInt64(truncatingIfNeeded: position) << 48)
        let drawn = random.chance()
        return Verdict(
            isKept: drawn < weight, threshold: weighting == .logistic ? threshold : nil,
            reason: "\(weighting.rawValue): a chance of \(Self.percent(weight)) to stand, drawn \(Self.percent(drawn))")
    }

    /// Whether a draft stands, and why.
    struct Verdict: Sendable, Hashable {
        let isKept: Bool
        let threshold: Double?
        let reason: String
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
