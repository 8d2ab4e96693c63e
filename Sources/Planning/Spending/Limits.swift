/// What a run may use. Nil means no limit of that kind.
public struct Limits: Sendable, Hashable, Codable {
    /// Committed steps.
    public var steps: Int
    /// Dollars, for all calls together, cancelled ones included.
    public var cost: Money?
    /// Elapsed time.
    public var time: Duration?

    /// Limits of a run; the number of steps cannot be unlimited.
    public init(steps: Int, cost: Money? = nil, time: Duration? = nil) {
        self.steps = steps
        self.cost = cost
        self.time = time
    }
}
