public import Planning

/// Waits for scores only so long. What is late is ended and is no score.
public struct TimedReward: RewardModel {
    private let base: any RewardModel
    private let patience: Patience

    /// Waits for `base` as long as `limit`, measured on `clock`.
    public init(_ base: any RewardModel, limit: Duration, clock: any Clock<Duration> = ContinuousClock()) {
        self.base = base
        patience = Patience(limit: limit, on: clock)
    }

    public var label: String { base.label }

    public func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        guard
            let scores = try await patience.whileWaiting(for: { try await base.scores(for: request, meter: meter) })
        else {
            throw RewardError(
                .late,
                "\(label) gave no score in \(patience.limit.spoken); give it longer with `timeout:` of the reward, or "
                    + "take a faster one")
        }
        return scores
    }
}
