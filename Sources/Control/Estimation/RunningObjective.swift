/// The running J per committed step, x̂: a ratio of forgotten sums that starts at 1, the verifier alone.
struct RunningObjective: Sendable, Hashable, Codable {
    private var sum = 10.0
    private var steps = 10.0
    /// The most that riding ahead has saved per step; fades.
    private(set) var bestSaving = 0.0

    var value: Double { min(sum / steps, 1) }

    mutating func add(_ objective: Double) {
        guard objective.isFinite else { return }
        sum = Self.memory * sum + objective
        steps = Self.memory * steps + 1
        bestSaving = max(0.998 * bestSaving, 1 - sum / steps)
    }

    private static let memory = 0.995
}
