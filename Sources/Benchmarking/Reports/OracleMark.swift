public import Planning

/// What an oracle makes of some tasks.
public struct OracleMark: Sendable, Hashable {
    /// Its J.
    public let objective: Double
    /// Its latency and cost.
    public let effort: RelativeEffort

    init(objective: Double, effort: RelativeEffort) {
        self.objective = objective
        self.effort = effort
    }

    /// The means of several seeds; nil without any.
    init?(meanOf marks: [OracleMark]) {
        guard !marks.isEmpty else { return nil }
        func mean(_ value: (OracleMark) -> Double) -> Double {
            marks.reduce(0) { $0 + value($1) } / Double(marks.count)
        }
        objective = mean(\.objective)
        effort = RelativeEffort(latency: mean(\.effort.latency), cost: mean(\.effort.cost))
    }
}
