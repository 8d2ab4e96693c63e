import Foundation
import Planning

/// Rides ahead as long as the unresolved drafts are likely enough to be right.
///
/// One more pair of draft and verification pays when the chance s that all unresolved drafts are
/// right reaches θ(λ) = (1−λ)(χ + f) / (x̂ − λα − (1−λ)(1−f)) (algorithms.md 5.5). α = a/t and
/// χ = c_a/c_t relate the drafter to the verifier, f is the part of a verification that is charged
/// although it is cancelled, and x̂ is the running mean of J per committed step. All are measured
/// in the run itself. At λ = 1 the threshold is 0 and only the window a ≪ t limits the depth; at
/// λ = 0 it is never reached.
public struct ThresholdDepth: DepthController, Hashable {
    private let lambda: Double
    private var generator: SeededGenerator
    private var matches = 2.0
    private var mismatches = 1.0
    private var labels = 0
    private var draft = Figures()
    private var verification = Figures()
    private var chargedPart = MovingAverage(rate: 0.1)
    private var objective = MovingAverage(rate: 0.02)

    /// A controller that has learnt nothing yet. Acceptance starts from Beta(2, 1), as the
    /// literature's drafters agree more often than not.
    public init(lambda: Lambda, seed: UInt64) {
        self.lambda = lambda.value
        generator = SeededGenerator(seed: seed)
    }

    public mutating func decide(_ context: DepthContext) -> DepthDecision {
        let acceptance = matches / (matches + mismatches)
        let survival = pow(acceptance, Double(context.unresolvedDrafts + 1))
        func decision(_ depth: Int, _ reason: String, _ threshold: Double?) -> DepthDecision {
            DepthDecision(
                depth: depth, reason: reason, acceptance: acceptance, survival: survival, threshold: threshold)
        }
        let window = self.window
        guard window > 0 else { return decision(0, "the drafter is no faster than the verifier", nil) }
        guard let threshold, threshold <= 1 else { return decision(0, "at this λ no draft pays", threshold) }
        guard acceptance < threshold else {
            let depth = threshold <= 0 ? window : min(window, Int(log(threshold) / log(min(acceptance, 0.999))))
            return decision(max(depth, 1), "survival reaches the threshold", threshold)
        }
        // Nothing is learnt about a drafter that is never asked.
        let exploration = 10 / (10 + Double(labels))
        if labels == 0 || Double.random(in: 0..<1, using: &generator) < exploration * exploration {
            return decision(1, "exploring", threshold)
        }
        return decision(0, "survival is below the threshold", threshold)
    }

    public var name: String { ControllerName.threshold.rawValue }

    public mutating func observe(_ outcome: DepthOutcome) {
    }

    /// How many drafts can be made before the first verdict is back: ⌈t/a⌉ − 1, or 0 when drafting is
    /// no faster than verifying.
    private var window: Int {
        guard let drafting = draft.time.value, let verifying = verification.time.value else { return 3 }
        guard drafting < verifying else { return 0 }
        return drafting * 64 > verifying ? max(Int((verifying / drafting - 1e-6).rounded(.up)) - 1, 1) : 64
    }

    private var threshold: Double? {
        let alpha = zip(draft.time.value, verification.time.value).map { $1 > 0 ? $0 / $1 : 1 } ?? 1 / 6
        // Where nothing is charged, or prices are unknown, the work of a call is what it costs.
        let chi = zip(draft.cost.value, verification.cost.value).flatMap { $1 > 0 ? $0 / $1 : nil } ?? alpha
        let charged = chargedPart.value ?? 0.9
        let present = min(objective.value ?? 1, 1)
        let denominator = present - lambda * alpha - (1 - lambda) * (1 - charged)
        guard denominator > 0 else { return nil }
        return (1 - lambda) * (chi + charged) / denominator
    }
}

extension ThresholdDepth {
    /// Running means of what a call takes.
    private struct Figures: Sendable, Hashable, Codable {
        var time = MovingAverage(rate: 0.1)
        var cost = MovingAverage(rate: 0.1)

        mutating func add(_ duration: Duration, _ money: Money?) {
            time.add(duration.seconds)
            if let money { cost.add(money.dollars) }
        }
    }
}

/// Both values, if there are both.
private func zip(_ first: Double?, _ second: Double?) -> (Double, Double)? {
    if let first, let second { (first, second) } else { nil }
}
