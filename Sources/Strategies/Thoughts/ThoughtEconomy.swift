import Planning

/// What drafted thoughts are worth in time and money, before any is there (algorithms.md 4.4).
///
/// How many of a task's drafts are right differs from task to task: on an easy one nearly all are, on a hard one none.
/// The share q is taken to be spread as Beta(p, 1 − p) around the expected share p, so that all of n drafts are
/// wrong with probability E[(1 − q)ⁿ] = ∏ (1 − p + k) / (1 + k) for k < n, and more drafts help less and less.
struct ThoughtEconomy: Sendable, Hashable {
    /// p: the expected share of right drafts.
    var draftIsRight: Double
    /// What a draft costs, as a part of the verifier's own thought.
    var draftCost: Double
    /// How many drafts are written at the same time; nil for any number.
    var draftsAtOnce: Int?

    /// The part of the verifier's cost that is charged when it is cancelled for a draft: half of it is written then.
    private static let cancelledCharge = 0.5
    /// More drafts help no more: of one to eight, five did best in the paper.
    private static let most = 5

    /// How likely it is that none of `count` drafts is right.
    func missChance(_ count: Int) -> Double {
        (0..<max(count, 0)).reduce(1) { chance, k in chance * (1 - draftIsRight + Double(k)) / (1 + Double(k)) }
    }

    /// How many drafts are worth it: one more as long as what it spares the verifier, in time and money, is worth what
    /// it costs: money, and time where it has to wait for others. Time and cost of the verifier's own thought are the
    /// reference, 1 each, and a draft takes the same part of both.
    func drafts(_ lambda: Double) -> Int {
        var count = 1
        while count < Self.most, pays(count + 1, lambda) { count += 1 }
        return count
    }

    private func pays(_ count: Int, _ lambda: Double) -> Bool {
        let gain = missChance(count - 1) - missChance(count)
        let waits = draftsAtOnce.map { (count - 1).isMultiple(of: max($0, 1)) } ?? false
        return gain > 0 && gain >= (1 - lambda + (waits ? lambda : 0)) * draftCost
    }

    /// Whether the verifier's own thought starts at once: P(none) · λ ≥ (1 − P(none)) · charge · (1 − λ).
    func races(_ lambda: Double, drafts: Int) -> Bool {
        let miss = missChance(drafts)
        return miss * lambda >= (1 - miss) * Self.cancelledCharge * (1 - lambda)
    }
}
