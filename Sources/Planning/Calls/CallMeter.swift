/// Where every model call is announced before it starts and settled when it ends. It keeps the
/// money and the record; agents only report to it.
public protocol CallMeter: Sendable {
    /// Announces a call and reserves the most it may cost.
    /// - Throws: ``LimitReached`` when money, tokens or time do not suffice; then the call must not be made.
    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID

    /// Says that the first piece of the answer is there.
    func firstToken(of call: CallID)

    /// Says that the call begins to wait for something that is no work, or that it waits no longer: see ``CallPause``.
    func noteWaiting(of call: CallID, _ isWaiting: Bool)

    /// Books what the call used and how it ended. A second settlement of a call is ignored.
    func settle(_ call: CallID, _ settlement: CallSettlement)

    /// Says that `winner` has answered in the place of `call`, which began earlier or later and is settled like any
    /// other: what it cost was spent in vain.
    func replace(_ call: CallID, by winner: CallID)

    /// Books a call that was cut off, by what `account` says of it later, or by the estimate if it says nothing in time.
    /// Money is kept by the estimate until then. A second settlement of a call is ignored.
    func settle(
        _ call: CallID, _ estimate: CallSettlement, unless account: @escaping @Sendable () async -> CallSettlement?)

    /// The same meter for calls that serve `role`.
    func serving(_ role: AgentRole) -> any CallMeter

    /// The date and the time by the run's clock, on which prices may depend; nil where nobody knows.
    var now: UTCInstant? { get }
}

extension CallMeter {
    /// A meter that does not tell roles apart is its own.
    public func serving(_ role: AgentRole) -> any CallMeter { self }

    /// A meter outside a run knows no date: the newest price counts.
    public var now: UTCInstant? { nil }

    /// A meter that measures no working time has nothing to note.
    public func noteWaiting(of call: CallID, _ isWaiting: Bool) {}

    /// A meter that keeps no account of use and waste has nothing to note.
    public func replace(_ call: CallID, by winner: CallID) {}

    /// A meter that waits for nobody books the estimate.
    public func settle(
        _ call: CallID, _ estimate: CallSettlement, unless account: @escaping @Sendable () async -> CallSettlement?
    ) {
        settle(call, estimate)
    }
}
