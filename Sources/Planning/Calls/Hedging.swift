import Synchronization

/// When a call that takes long gets a second one beside it, of which the first answer counts: for all calls that
/// learn from each other, such as those of a run's verifier. What decides is ``HedgeRule``; this one keeps what was
/// learnt, and the clock.
public final class Hedging: Sendable {
    /// On which calls are late.
    let clock: any Clock<Duration>
    private let rule: HedgeRule
    private let latencies: Mutex<[ModelID: LatencySample]>

    /// - Parameters:
    ///   - lambda: speed against cost.
    ///   - clock: on which calls are late.
    ///   - latencies: what is known of models from earlier on, the oldest first.
    public init(
        lambda: Lambda, clock: any Clock<Duration> = ContinuousClock(), latencies: [ModelID: [Duration]] = [:]
    ) {
        rule = HedgeRule(lambda: lambda)
        self.clock = clock
        self.latencies = Mutex(latencies.mapValues { LatencySample($0) })
    }

    /// How long a call is waited for before there is a second one; nil for as long as it takes.
    public func delay(for model: ModelID) -> Duration? {
        latencies.withLock { $0[model] }.flatMap(rule.delay)
    }

    /// Learns how long a call took.
    public func learn(_ latency: Duration, of model: ModelID) {
        latencies.withLock { $0[model, default: LatencySample()].add(latency) }
    }
}
