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
        guard scores.count == request.candidates.count else {
            throw RewardError(
                .unreadable, "\(label) gave \(scores.count) scores for \(request.candidates.count) candidates")
        }
        if let wrong = scores.first(where: { !(0...1).contains($0) }) {
            throw RewardError(
                .outOfRange,
                "\(label) gave \(wrong) where a chance from 0 to 1 was expected; a served model that gives logits needs "
                    + "`scores: logit` in its provider (docs/rewards.md)")
        }
        return scores
    }
}
