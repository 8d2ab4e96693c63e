import Foundation
public import Planning

/// A bandit over depths: the one whose J could, within its confidence, be lowest (BanditSpec's
/// UCBSpec, arXiv 2505.15141, adapted as in algorithms.md 6.1).
///
/// The width of the confidence is 0.35·√(ln n / n_i), far below the paper's bound: with six arms and
/// rewards near 1 the bound itself needs thousands of rounds to tell arms apart.
public struct UCBDepth: DepthController, Hashable {
    private var arms: DepthArms

    /// A bandit that knows nothing yet.
    public init(_ preference: Preference) {
        arms = DepthArms(preference)
    }

    public var name: String { ControllerName.ucb.rawValue }

    public mutating func decide(_ context: DepthContext) -> DepthDecision {
        if arms.current == nil { arms.play(best) }
        return DepthDecision(depth: arms.depth, reason: "the depth with the best prospects")
    }

    public mutating func observe(_ outcome: DepthOutcome) {
        _ = arms.observe(outcome)
    }

    private var best: Int {
        let total = arms.rounds.reduce(0, +)
        var best = (arm: 0, bound: Double.infinity)
        for arm in 0..<DepthArms.count {
            guard let objective = arms.objective(of: arm), arms.rounds[arm] > 0 else { return arm }
            let width = 0.35 * (log(max(total, 1)) / arms.rounds[arm]).squareRoot()
            if objective - width < best.bound { best = (arm, objective - width) }
        }
        return best.arm
    }
}
