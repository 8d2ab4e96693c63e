public import Planning

/// Lets nothing through that is no score: not a number, not from 0 to 1, too many or too few.
public struct CheckedReward: RewardModel {
    private let base: any RewardModel

    /// Checks what `base` says.
    public init(_ base: any RewardModel) {
        self.base = base
    }

    public var label: String { base.label }

    public func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        let scores = try await base.scores(for: request, meter: meter)
        try request.check(scores, by: label)
        return scores
    }
}
