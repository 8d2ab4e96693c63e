/// The money of a run: reserved before a call, settled after it. A value; whoever runs the calls
/// owns the only live copy.
///
/// Guarantees: what is spent plus what is reserved never exceeds the limit because of a
/// reservation that was granted, and every reservation is settled exactly once.
public struct Budget: Sendable, Hashable {
    /// The limit, if any.
    public let limit: Money?
    /// Settled so far.
    public private(set) var spent: Money
    /// Reserved by calls that are still open, by call.
    public private(set) var reservations: [CallID: Money] = [:]

    /// A budget with `spent` already gone, as in a run that is resumed.
    public init(limit: Money? = nil, spent: Money = .zero) {
        self.limit = limit
        self.spent = spent
    }

    /// Held back for open calls.
    public private(set) var reserved: Money = .zero

    /// Sets `amount` aside for `call`.
    /// - Throws: ``LimitReached`` if spent, reserved and `amount` together exceed the limit; then nothing changes.
    public mutating func reserve(_ amount: Money, for call: CallID) throws(LimitReached) {
        if let limit, spent + reserved + amount > limit {
            throw LimitReached(kind: .cost, used: "\(spent + reserved)", allowed: "\(limit)")
        }
        assert(reservations[call] == nil, "a call reserves once")
        reservations[call] = amount
        reserved += amount
    }

    /// Releases the reservation of `call` and books what it really cost.
    /// - Returns: false, and nothing changes, if the call has no open reservation.
    @discardableResult
    public mutating func settle(_ call: CallID, cost: Money) -> Bool {
        guard let amount = reservations.removeValue(forKey: call) else { return false }
        reserved -= amount
        spent += cost
        return true
    }

    /// Corrects what was booked, once it is known better.
    public mutating func correct(by difference: Money) {
        spent += difference
    }
}
