import Synchronization

/// One ``UsageEstimator`` for all the calls that learn from each other, such as all calls of a run.
public final class SharedUsageEstimator: Sendable {
    private let estimator: Mutex<UsageEstimator>

    /// Shares `estimator`.
    public init(_ estimator: UsageEstimator = UsageEstimator()) {
        self.estimator = Mutex(estimator)
    }

    /// What is known now.
    public var current: UsageEstimator { estimator.withLock { $0 } }

    /// Learns from a call whose prompt the provider counted.
    public func learn(from usage: Usage, of request: ModelRequest) {
        estimator.withLock { $0.learn(from: usage, of: request) }
    }
}
