/// What may be lost, in steps of the verifier alone: what riding ahead has saved lately, as it turned out,
/// and a little to begin with.
///
/// Conservative exploration, after conservative bandits (Wu et al., arXiv 1602.04282): whatever is tried, and every ride that
/// goes wrong, is paid from here. Where nothing was saved, there is soon nothing left to lose, and J
/// stays at 1. Gains and debts fade, so that neither a lucky nor an unlucky day counts for ever, and a
/// trickle lets somebody without means look now and then whether the world has changed.
struct Allowance: Sendable, Hashable, Codable {
    private var balance = 1.0
    /// Paid out over the first tasks, whatever they bring.
    private var reserve = 1.0

    /// A step was committed with this J.
    mutating func add(_ objective: Double) {
        guard objective.isFinite else { return }
        let paid = Self.payout * reserve
        reserve -= paid
        balance = max(Self.memory * balance + 1 - objective + paid + Self.trickle, Self.largestDebt)
    }

    /// Whether as much as `price` may be lost.
    func affords(_ price: Double) -> Bool { balance > price }

    private static let memory = 0.99
    private static let payout = 0.04
    private static let trickle = 0.0003
    private static let largestDebt = -1.0
}
