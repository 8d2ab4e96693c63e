import Foundation
import Planning

/// Which candidates of one state are looked into further: the deterministic rule of algorithms.md 2.3.
///
/// With uᵢ the share of the answers that proposed a candidate, and eᵢ its share of the scores (the softmax of the
/// scores' logits at temperature 2), a candidate is accepted when its score reaches δ_abs and eᵢ ≥ κ·uᵢ (*speculative
/// reward*). Accepted ones are looked into in the order of RCᵢ·eᵢ, where RCᵢ = min(eᵢ, uᵢ) / max(eᵢ, uᵢ) is the
/// *reward consistency*. A candidate with less than a quarter of the best one's share is dropped, and where the best
/// one has more than 0.85 of the scores at a consistency above 0.8, all others are. Where nothing is accepted, the one
/// with the best score stays, uncertain.
struct AcceptanceRule: Sendable {
    /// δ_abs.
    let floor: Double
    /// κ.
    let consistency: Double

    init(_ settings: SearchSettings) {
        floor = settings.floor
        consistency = settings.consistency
    }

    /// What the rule says of a candidate.
    struct Weighed: Sendable, Hashable {
        var verdict: SearchVerdict
        /// eᵢ.
        var share: Double
        /// RCᵢ·eᵢ: the larger, the earlier it is looked into.
        var priority: Double
    }

    private static let temperature = 2.0
    private static let relativeFloor = 0.25
    private static let lockIn = (share: 0.85, consistency: 0.8)
    /// Scores beyond these are no surer than these.
    private static let surest = 0.01...0.99

    /// Weighs the candidates of one state, in their order.
    func weigh(_ candidates: [SearchCandidate]) -> [Weighed] {
        let weights = candidates.map { candidate -> Double in
            guard !candidate.isRefused, let score = candidate.score else { return 0 }
            let chance = min(max(score, Self.surest.lowerBound), Self.surest.upperBound)
            return pow(chance / (1 - chance), 1 / Self.temperature)
        }
        let sum = max(weights.reduce(0, +), .leastNormalMagnitude)
        let shares = weights.map { $0 / sum }
        let answers = Double(max(candidates.reduce(0) { $0 + $1.count }, 1))
        let best = shares.max() ?? 0
        var weighed = candidates.indices.map { index in
            let (proposed, share) = (Double(candidates[index].count) / answers, shares[index])
            let agreement = min(share, proposed) / max(share, proposed, .leastNormalMagnitude)
            return Weighed(
                verdict: verdict(on: candidates[index], share: share, proposed: proposed, best: best), share: share,
                priority: agreement * share)
        }
        lockIn(&weighed, shares, best)
        if !weighed.contains(where: \.verdict.isKept) { keepBest(of: candidates, &weighed) }
        return weighed
    }

    private func verdict(
        on candidate: SearchCandidate, share: Double, proposed: Double, best: Double
    ) -> SearchVerdict {
        if candidate.isRefused { return .refused }
        guard let score = candidate.score else { return .unscored }
        if score < floor { return .low }
        if share < Self.relativeFloor * best { return .behind }
        return share < consistency * proposed ? .inconsistent : .accepted
    }

    private func lockIn(_ weighed: inout [Weighed], _ shares: [Double], _ best: Double) {
        guard best > Self.lockIn.share, let first = shares.firstIndex(of: best), weighed[first].verdict == .accepted,
            weighed[first].priority > Self.lockIn.consistency * best
        else { return }
        for index in weighed.indices where index != first && weighed[index].verdict == .accepted {
            weighed[index].verdict = .lockedOut
        }
    }

    private func keepBest(of candidates: [SearchCandidate], _ weighed: inout [Weighed]) {
        let possible = candidates.indices.filter { !candidates[$0].isRefused }
        func rank(_ index: Int) -> (Double, Int, Int) {
            (candidates[index].score ?? -1, candidates[index].count, -index)
        }
        if let best = possible.max(by: { rank($0) < rank($1) }) { weighed[best].verdict = .uncertain }
    }
}
