/// What a run may use. Nil means no limit of that kind.
public struct Limits: Sendable, Hashable, Codable {
    /// Committed steps.
    public var steps: Int
    /// Dollars, for all calls together, cancelled ones included.
    public var cost: Money?
    /// Tokens, for all calls together, cancelled ones included.
    public var tokens: Int?
    /// Elapsed time.
    public var time: Duration?
    /// Time during which calls work: waiting for a person, for a rate limit, for a place among other calls and before
    /// another attempt is left out.
    public var workingTime: Duration?

    /// Limits of a run; the number of steps cannot be unlimited.
    public init(
        steps: Int, cost: Money? = nil, tokens: Int? = nil, time: Duration? = nil, workingTime: Duration? = nil
    ) {
        self.steps = steps
        self.cost = cost
        self.tokens = tokens
        self.time = time
        self.workingTime = workingTime
    }

    /// Dollars and tokens.
    public var expense: ExpenseLimit { ExpenseLimit(cost: cost, tokens: tokens) }
}
