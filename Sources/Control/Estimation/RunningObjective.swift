/// The running J per committed step, x̂: a ratio of forgotten sums that starts at 1, the verifier alone.
struct RunningObjective: Sendable, Hashable, Codable {
    private var sum = 10.0
    private var steps = 10.0

    var value: Double { min(max(sum / steps, 0), 1) }

    mutating func add(_ objective: Double) {
        guard objective.isFinite else { return }
        sum = Self.memory * sum + objective
        steps = Self.memory * steps + 1
    }

    private static let memory = 0.995
}
