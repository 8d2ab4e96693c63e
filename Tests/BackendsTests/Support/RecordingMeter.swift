import Planning
import Synchronization

/// A meter that remembers everything, and refuses calls that a budget does not allow.
final class RecordingMeter: CallMeter {
    struct State {
        var budget: Budget<CallID>
        var announcements: [CallAnnouncement] = []
        var firstTokens: [CallID] = []
        var waits: [Bool] = []
        var settlements: [(call: CallID, settlement: CallSettlement)] = []
    }

    let now: UTCInstant?
    private let state: Mutex<State>

    init(limit: Money? = nil, now: UTCInstant? = nil) {
        self.now = now
        state = Mutex(State(budget: Budget(limit: ExpenseLimit(cost: limit))))
    }

    var current: State { state.withLock { $0 } }
    var announcements: [CallAnnouncement] { current.announcements }
    var firstTokens: [CallID] { current.firstTokens }
    /// What calls said of their waiting: that it began, or ended.
    var waits: [Bool] { current.waits }
    var settlements: [CallSettlement] { current.settlements.map(\.settlement) }

    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID {
        try state.withLock { state throws(LimitReached) in
            let id = CallID(state.announcements.count + 1)
            try state.budget.reserve(call.most, for: id)
            state.announcements.append(call)
            return id
        }
    }

    func firstToken(of call: CallID) {
        state.withLock { $0.firstTokens.append(call) }
    }

    func noteWaiting(of call: CallID, _ isWaiting: Bool) {
        state.withLock { $0.waits.append(isWaiting) }
    }

    func settle(_ call: CallID, _ settlement: CallSettlement) {
        state.withLock { state in
            state.budget.settle(call, settlement.used)
            state.settlements.append((call, settlement))
        }
    }
}
