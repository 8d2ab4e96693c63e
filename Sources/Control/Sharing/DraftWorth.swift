import Foundation

/// How promising a draft is, to be compared with drafts of other tasks.
///
/// First counts survival × worth per dollar: the chance s that the step will be used, over the threshold
/// θ(λ) = price / gain that it has to reach (algorithms.md 5.5). So tasks with different λ, models and
/// prices can be told apart. What costs nothing, or where cost does not count, is told apart by s alone.
public struct DraftWorth: Sendable, Hashable, Comparable {
    /// The chance that the step will be used.
    public let survival: Double
    /// What it brings for what it costs, in units of J; infinite for what costs nothing.
    public let perDollar: Double

    /// - Parameters:
    ///   - decision: what the task's controller says of its next draft.
    ///   - further: how many drafts lie between that one and this.
    public init(_ decision: DepthDecision, further: Int = 0) {
        let acceptance = decision.acceptance ?? Self.unknownAcceptance
        survival = (decision.survival ?? acceptance) * pow(acceptance, Double(max(further, 0)))
        // Without a threshold a controller has said nothing of the price.
        let threshold = decision.threshold ?? 1
        perDollar = threshold > 0 ? survival / threshold : .infinity
    }

    public static func < (left: DraftWorth, right: DraftWorth) -> Bool {
        (left.perDollar, left.survival) < (right.perDollar, right.survival)
    }

    private static let unknownAcceptance = 0.5
}
