import Planning

/// The threshold δ that scores have to reach, and how it moves while a run goes on (algorithms.md 3.3, 3.6).
/// A value: the same history gives the same threshold.
struct ThresholdControl: Sendable, Hashable {
    private let goal: RewardGateSettings.Goal
    /// What the goal makes of δ, before audits raise it.
    private var base: Double
    /// What audits have added to it.
    private var raise = 0.0
    /// Whether the latest audits agreed, since δ was raised last.
    private var audits: [Bool] = []
    /// Drafts since the last one that was kept.
    private var rejected = 0
    /// R̂_L: what the verifier's own steps are scored.
    private var verifierScore: Double?
    /// What asking the verifier is worth.
    private var price: VerifierPrice

    init(_ settings: RewardGateSettings, lambda: Double) {
        goal = settings.goal
        base = settings.threshold
        price = VerifierPrice(lambda: lambda)
    }

    /// δ as it stands, from 0 to 1 unless it was set otherwise.
    var threshold: Double {
        guard case .price(let quality) = goal, let verifierScore else { return min(base + raise, max(1, base)) }
        return min(max(verifierScore - quality * price.value + raise, 0), 1)
    }

    /// Whether it helps to know what the verifier's own steps are scored.
    var wantsVerifierScores: Bool { if case .price = goal { true } else { false } }

    /// A drafted step was committed that stands without the verifier, or for which the verifier's calls cost
    /// so much.
    mutating func committed(isKept: Bool, _ verifierCost: Money?) {
        if !isKept { price.asked(at: verifierCost) }
        switch goal {
        case .fixed, .price: break
        case .verifierShare(let share):
            // Stands still where as many are kept as shall be (Robbins and Monro on a quantile of the scores).
            base = Self.clamped(base + Self.step * ((isKept ? 1 : 0) - (1 - share)))
        case .agreement:
            // What keeps nothing is never audited, and would stay where it is for ever.
            rejected = isKept ? 0 : rejected + 1
            guard rejected >= Self.mostRejected else { return }
            rejected = 0
            base = Self.clamped(base - Self.step)
        }
    }

    /// The verifier was asked about a step that stands, and would or would not have done the same.
    mutating func audited(agrees: Bool) {
        switch goal {
        case .agreement(let share):
            base = Self.clamped(base + (agrees ? -Self.auditStep * (1 - share) : Self.auditStep * share))
        case .verifierShare: break
        case .fixed, .price:
            audits = (audits + [agrees]).suffix(Self.auditWindow)
            let differing = audits.count { !$0 }
            guard !agrees, Double(differing) > Self.tolerance * Double(audits.count) else { return }
            raise += Self.raiseStep
            audits = []
        }
    }

    /// A step that the verifier wrote was scored, or was equal to a draft that had been.
    mutating func verifierWrote(score: Double) {
        verifierScore = verifierScore.map { $0 + Self.forgetting * (score - $0) } ?? score
    }

    private static func clamped(_ value: Double) -> Double { min(max(value, 0), 1) }

    /// How far δ moves with a step, and with an audit, of which there are fewer.
    private static let step = 0.05
    private static let auditStep = 0.1
    /// So many drafts may be rejected in a row before a threshold that is steered by audits comes down.
    private static let mostRejected = 20
    /// More disagreement than this raises δ …
    private static let tolerance = 0.2
    /// … by this much; it is looked for among so many audits.
    private static let raiseStep = 0.05
    private static let auditWindow = 10
    /// The weight of the latest score in R̂_L.
    private static let forgetting = 0.2
}
