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

    /// Learns from a call that came to its end, also how its kind is charged when it is cut off.
    /// - Parameters:
    ///   - seen: the tokens of the answer that could be seen, by our own count.
    ///   - duration: how long the call took.
    public func learn(from usage: Usage, of request: ModelRequest, seen: Int, duration: Duration) {
        estimator.withLock { $0.learn(from: usage, of: request, seen: seen, duration: duration) }
    }
}
