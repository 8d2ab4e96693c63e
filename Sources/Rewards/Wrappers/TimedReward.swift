public import Planning

/// Waits for scores only so long. What is late is ended and is no score.
public struct TimedReward: RewardModel {
    private let base: any RewardModel
    private let limit: Duration
    private let clock: any Clock<Duration>

    /// Waits for `base` as long as `limit`, measured on `clock`.
    public init(_ base: any RewardModel, limit: Duration, clock: any Clock<Duration> = ContinuousClock()) {
        self.base = base
        self.limit = limit
        self.clock = clock
    }

    public var label: String { base.label }

    public func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        try await withThrowingTaskGroup(of: [Double].self) { group in
            defer { group.cancelAll() }
            group.addTask { try await base.scores(for: request, meter: meter) }
            group.addTask {
                try await clock.sleep(for: limit)
                throw RewardError(
                    .late,
                    "\(label) gave no score in \(limit.spoken); give it longer with `timeout:` of the reward, or "
                        + "take a faster one")
            }
            guard let scores = try await group.next() else { throw CancellationError() }
            return scores
        }
    }
}
