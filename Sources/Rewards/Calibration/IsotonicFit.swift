/// The non-decreasing map from scores to chances that fits outcomes best: least squares by pooling adjacent
/// violators (Ayer et al., 1955). Between two scores it was fitted to it goes straight, and beyond the first and
/// the last it stays level.
public struct IsotonicFit: Sendable, Hashable {
    /// Scores with one chance.
    private struct Block: Sendable, Hashable {
        var lowest: Double
        var highest: Double
        var sum: Double
        var count: Double

        var chance: Double { sum / count }
    }

    private var blocks: [Block] = []

    /// Fits to audits; nil without any.
    public init?(_ audits: some Sequence<ScoreAudit>) {
        for audit in audits.sorted(by: { $0.score < $1.score }) {
            let outcome = audit.isRight ? 1.0 : 0
            blocks.append(Block(lowest: audit.score, highest: audit.score, sum: outcome, count: 1))
            while let last = blocks.last, let before = blocks.dropLast().last,
                before.chance >= last.chance || before.highest == last.lowest
            {
                blocks.removeLast(2)
                blocks.append(
                    Block(
                        lowest: before.lowest, highest: last.highest, sum: before.sum + last.sum,
                        count: before.count + last.count))
            }
        }
        if blocks.isEmpty { return nil }
    }

    /// The chance that a score stands for.
    public func callAsFunction(_ score: Double) -> Double {
        guard let upper = blocks.firstIndex(where: { $0.highest >= score }) else { return blocks.last?.chance ?? score }
        let block = blocks[upper]
        guard score < block.lowest, upper > 0 else { return block.chance }
        let below = blocks[upper - 1]
        let part = (score - below.highest) / (block.lowest - below.highest)
        return below.chance + part * (block.chance - below.chance)
    }
}
