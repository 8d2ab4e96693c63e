import Planning

/// What one of the two agents takes for a proposal, as far as that is known before anything is asked.
struct RoleForecast {
    /// Calls for a proposal.
    let calls: Int
    /// The most that the first call of a run may use; the cost is nil where the price is unknown.
    let first: (cost: Money?, tokens: Int)
    /// By how much that may grow with each step, and with each call of a proposal.
    let growth: (cost: Money, tokens: Int)
    /// What a proposal usually takes.
    let usual: (cost: Money?, tokens: Int)

    /// An agent that is never asked.
    static let nobody = RoleForecast(calls: 0, first: (.zero, 0), growth: (.zero, 0), usual: (.zero, 0))

    /// The most that a proposal for a step may use; 1 is the first step.
    func most(at step: Int) -> (cost: Money?, tokens: Int) {
        var (cost, tokens) = (first.cost.map { _ in Money.zero }, 0)
        for call in 0..<calls {
            let earlier = step - 1 + call
            cost = cost.flatMap { sum in first.cost.map { sum + $0 + growth.cost * earlier } }
            tokens += first.tokens + growth.tokens * earlier
        }
        return (cost, tokens)
    }
}

extension Money {
    /// So many times as much; it stops at the largest amount.
    static func * (amount: Money, count: Int) -> Money {
        let (product, overflow) = amount.nanodollars.multipliedReportingOverflow(by: Int64(count))
        return Money(nanodollars: overflow ? .max : product)
    }
}
