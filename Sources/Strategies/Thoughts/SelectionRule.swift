import Planning

/// Decides whether the verifier's choice among drafts stands (algorithms.md 4.4).
///
/// A model that was not trained for it never says that none of the options is right. What it does not say is
/// inferred: from a second question, whether an option is right by itself, from drafts that all differ, and from a choice
/// that depends on the order of the options.
struct SelectionRule: Sendable, Hashable {
    /// δ: how likely the chosen option has to be right where the drafts agree.
    let soundness: Double

    /// How likely it has to be right where all drafts differ.
    private static let strictest = 0.9

    /// - Parameters:
    ///   - count: how many options there were.
    ///   - disagreement: how far the drafts disagree, from 0 to 1.
    /// - Returns: the chosen option, nil for none, and why.
    func choice(_ ballot: Ballot, among count: Int, disagreement: Double) -> (chosen: Int?, reason: String) {
        let (chosen, reason) = decision(ballot, count, disagreement)
        return (chosen, ballot.trouble.isEmpty ? reason : "\(reason) (\(ballot.trouble))")
    }

    /// How likely the chosen option has to be right.
    func required(_ disagreement: Double) -> Double {
        soundness + max(0, Self.strictest - soundness) * disagreement
    }

    private func decision(_ ballot: Ballot, _ count: Int, _ disagreement: Double) -> (Int?, String) {
        let figures = ballot.shares + ballot.soundness.compactMap(\.self)
        guard ballot.shares.count == count, ballot.soundness.count == count, !ballot.votes.isEmpty,
            figures.allSatisfy({ (0...1.000_001).contains($0) })
        else { return (nil, "the verifier's choice makes no sense") }
        guard ballot.votes.allSatisfy({ $0.map((0..<count).contains) ?? true }) else {
            return (nil, "the verifier chose an option that does not exist")
        }
        var votes: [Int?: Int] = [:]
        for vote in ballot.votes { votes[vote, default: 0] += 1 }
        guard let winner = votes.first(where: { 2 * $0.value > ballot.votes.count }) else {
            return (nil, "the verifier's choice depends on the order of the options")
        }
        guard let chosen = winner.key else { return (nil, "the verifier says that none of them is right") }
        let required = required(disagreement)
        guard let sound = ballot.soundness[chosen] else {
            return disagreement < 1
                ? (chosen, "the verifier chose option \(chosen + 1)")
                : (nil, "all drafts differ, and the verifier does not say whether option \(chosen + 1) is right")
        }
        let percent = "\(Int((sound * 100).rounded())) %"
        guard sound >= required else {
            return (
                nil,
                "the verifier would take option \(chosen + 1), but thinks it right with \(percent) only, of "
                    + "\(Int((required * 100).rounded())) %"
            )
        }
        return (chosen, "the verifier chose option \(chosen + 1) and thinks it right with \(percent)")
    }
}
