import Foundation
public import Planning

/// A reward model of known quality: the quality of its script is the area under its ROC curve, the chance that a
/// right step scores above a wrong one.
///
/// Behind a score stands a normal variable whose mean is higher for right steps (the binormal model). The score is
/// the chance that the step is right given that variable, where as many steps are right as `share` says: so scores
/// are calibrated as long as that is true.
public struct ScriptedReward: RewardModel {
    private let script: ModelScript
    private let key: AnswerKey
    private let seed: UInt64
    private let clock: any Clock<Duration>
    private let priorOdds: Double
    /// How far the means for right and wrong steps lie apart, in standard deviations.
    private let separation: Double

    /// A reward model.
    /// - Parameters:
    ///   - share: the share of right ones among the steps that it is asked about; between 0 and 1.
    ///   - clock: on which its calls take their time.
    public init(
        _ script: ModelScript, key: AnswerKey, share: Double = 0.5, seed: UInt64, clock: any Clock<Duration>
    ) {
        self.script = script
        self.key = key
        self.seed = seed
        self.clock = clock
        let share = min(max(share, 0.001), 0.999)
        priorOdds = share / (1 - share)
        // AUC = Φ(separation / √2); beyond this no double tells it from 1.
        separation = 2.0.squareRoot() * Self.quantile(min(max(script.quality, 1e-9), 1 - 1e-9))
    }

    /// The script's name.
    public var label: String { script.name }

    public func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        try await script.call(on: clock, purpose: "reward", meter: meter) {
            let scores = try scores(for: request)
            return (scores, scores.map { String(format: "%.3f", $0) }.joined(separator: " "))
        }
    }

    /// What it says, without a call.
    func scores(for request: RewardRequest) throws(AgentError) -> [Double] {
        let right = try key.options(for: ProposalRequest(task: request.task, trajectory: request.trajectory)).right
        return request.candidates.map { candidate in
            var fate = SeededGenerator(
                seed: seed, "\(label) \(candidate.action.canonical)", task: request.task, after: request.trajectory)
            let signal = fate.normal() + (candidate.action == right ? 0.5 : -0.5) * separation
            let odds = priorOdds * exp(separation * signal)
            return odds.isFinite ? odds / (1 + odds) : 1
        }
    }

    /// The inverse of the standard normal distribution function, by halving.
    private static func quantile(_ chance: Double) -> Double {
        var (low, high) = (-10.0, 10.0)
        for _ in 0..<80 {
            let middle = (low + high) / 2
            if 0.5 * erfc(-middle / 2.0.squareRoot()) < chance { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
