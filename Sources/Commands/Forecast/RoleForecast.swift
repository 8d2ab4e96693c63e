import Planning

/// What one of the two agents takes for a proposal, as far as that is known before anything is asked.
struct RoleForecast {
    /// Calls for a proposal.
    let calls: Int
    /// The most that the first call of a run may use; the cost is nil where the price is unknown.
    let first: (cost: Money?, tokens: Int)
    /// By how many tokens that may grow with each step, and with each call of a proposal.
    let growth: Int
    /// By how much dearer a call is that has so many more tokens than the first one.
    let growthCost: @Sendable (Int) -> Money
    /// What a proposal usually takes.
    let usual: (cost: Money?, tokens: Int)

    /// An agent that is never asked.
    static let nobody = RoleForecast(
        calls: 0, first: (.zero, 0), growth: 0, growthCost: { _ in .zero }, usual: (.zero, 0))

    /// The most that a proposal for a step may use; 1 is the first step.
    func most(at step: Int) -> (cost: Money?, tokens: Int) {
        var (cost, tokens) = (first.cost.map { _ in Money.zero }, 0)
        for call in 0..<calls {
            let grown = growth * (step - 1 + call)
            cost = cost.flatMap { sum in first.cost.map { sum + $0 + growthCost(grown) } }
            tokens += first.tokens + grown
        }
        return (cost, tokens)
    }
}
