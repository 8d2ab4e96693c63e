/// Money and tokens of several calls: reserved before a call, settled after it. A value; whoever runs the
/// calls owns the only live copy.
///
/// Guarantees: what is spent plus what is reserved never exceeds the limit because of a
/// reservation that was granted, and every reservation is settled exactly once.
public struct Budget<Call: Hashable & Sendable>: Sendable, Hashable {
    /// The limit.
    public let limit: ExpenseLimit
    /// Whose limit it is, for messages.
    public let scope: LimitReached.Scope
    /// Settled so far.
    public private(set) var spent: Expense
    /// Reserved by calls that are still open, by call.
    public private(set) var reservations: [Call: Expense] = [:]
    /// Held back for open calls.
    public private(set) var reserved = Expense.zero

    /// A budget with `spent` already gone, as in a run that is resumed.
    public init(limit: ExpenseLimit = ExpenseLimit(), spent: Expense = .zero, scope: LimitReached.Scope = .run) {
        self.limit = limit
        self.spent = spent
        self.scope = scope
    }

    /// Sets `most` aside for `call`.
    /// - Throws: ``LimitReached`` if spent, reserved and `most` together exceed the limit; then nothing changes.
    public mutating func reserve(_ most: Expense, for call: Call) throws(LimitReached) {
        if let refusal = limit.reached(by: spent + reserved, and: most, of: scope) { throw refusal }
        assert(reservations[call] == nil, "a call reserves once")
        reservations[call] = most
        reserved += most
    }

    /// Releases the reservation of `call` and books what it really used.
    /// - Returns: false, and nothing changes, if the call has no open reservation.
    @discardableResult
    public mutating func settle(_ call: Call, _ used: Expense) -> Bool {
        guard let most = reservations.removeValue(forKey: call) else { return false }
        reserved -= most
        spent += used
        return true
    }

    /// Whether `most` finds room as soon as no calls but `own` hold anything.
    public func fits(_ most: Expense, beside own: some Sequence<Call>) -> Bool {
        let held = own.reduce(spent) { $0 + (reservations[$1] ?? .zero) }
        return limit.reached(by: held, and: most, of: scope) == nil
    }

    /// Corrects what was booked, once it is known better.
    public mutating func correct(by difference: Expense) {
        spent += difference
    }
}
