import Planning
import Synchronization

/// A meter without a limit that keeps what calls were for and how they ended.
final class CountingMeter: CallMeter {
    private let state = Mutex<(purposes: [String], outcomes: [CallSettlement.Outcome])>(([], []))
    private let allowed: Int

    init(allowed: Int = .max) {
        self.allowed = allowed
    }

    var purposes: [String] { state.withLock { $0.purposes } }
    var outcomes: [CallSettlement.Outcome] { state.withLock { $0.outcomes } }

    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID {
        let number = state.withLock { state in
            state.purposes.append(call.purpose)
            return state.purposes.count
        }
        guard number <= allowed else { throw LimitReached(kind: .cost, used: "$1", allowed: "$1") }
        return CallID(number)
    }

    func firstToken(of call: CallID) {}

    func settle(_ call: CallID, _ settlement: CallSettlement) {
        state.withLock { $0.outcomes.append(settlement.outcome) }
    }
}
