public import Planning

/// The most that everything may use on one day; nil is no limit.
public struct DayLimit: Sendable, Hashable {
    /// Dollars and tokens.
    public var expense: ExpenseLimit
    /// Committed steps.
    public var steps: Int?
    /// The time of all runs, added up: two that go on beside each other for a minute take two.
    public var time: Duration?
    /// The same of the time during which calls worked.
    public var workingTime: Duration?

    /// A limit.
    public init(
        expense: ExpenseLimit = ExpenseLimit(), steps: Int? = nil, time: Duration? = nil, workingTime: Duration? = nil
    ) {
        self.expense = expense
        self.steps = steps
        self.time = time
        self.workingTime = workingTime
    }

    /// Whether nothing is limited.
    public var isNone: Bool { expense.isNone && steps == nil && time == nil && workingTime == nil }

    /// Which limit of time is reached; nil while none is.
    func timeReached(by used: DayUse) -> LimitReached? {
        if let time, used.time >= time {
            return LimitReached(kind: .time, used: used.time.spoken, allowed: time.spoken, scope: .day)
        }
        if let workingTime, used.workingTime >= workingTime {
            return LimitReached(
                kind: .workingTime, used: used.workingTime.spoken, allowed: "\(workingTime.spoken) of work",
                scope: .day)
        }
        return nil
    }
}
