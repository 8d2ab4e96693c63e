/// Whether a call that takes long gets a second one beside it, and when (“hedged requests”: Dean and Barroso, The
/// Tail at Scale, 2013). A value.
///
/// A second call costs about as much again, whoever wins: the loser is charged for what it did. It is worth that where
///
///     λ · E[time saved] / E[time of a call]  ≥  (1 − λ) · 1
///
/// with the objective of algorithms.md 5.1, and both relative to one call. The time saved depends on how long the first
/// call has taken already: where calls take about equally long it is nothing, where the tail is long it grows with the
/// age. The rule takes the earliest age from the 90th percentile of what was seen on at which it is worth it, so that
/// at λ = 1 too no more than about one call in ten is made twice.
public struct HedgeRule: Sendable, Hashable {
    /// The earliest share of calls after which one counts as late.
    static let earliest = 0.9
    /// Fewer calls than these say nothing of a tail.
    static let fewest = 20
    /// Below this λ money counts more than time, and no call is made twice, however long its tail.
    static let leastLambda = 0.5

    private let lambda: Double

    /// The rule of those who weigh speed against cost like this.
    public init(lambda: Lambda) {
        self.lambda = lambda.value
    }

    /// How long a call is waited for before there is a second one; nil where there never is.
    public func delay(_ sample: LatencySample) -> Duration? {
        let mean = sample.mean
        guard lambda >= Self.leastLambda, sample.sorted.count >= Self.fewest, mean > .zero else { return nil }
        let first = sample.quantile(Self.earliest)
        return sample.sorted.first { age in
            guard age >= first else { return false }
            let gain = lambda * (sample.saving(at: age) / mean)
            // Nobody is hedged where nothing is gained, also where money does not count.
            return gain > 0 && gain >= 1 - lambda
        }
    }
}
