import Planning
import Synchronization

/// A meter that remembers what was announced and how it ended.
final class BookingMeter: CallMeter {
    private struct State {
        var announcements: [CallAnnouncement] = []
        var settlements: [CallSettlement] = []
    }

    private let state = Mutex(State())

    var announcements: [CallAnnouncement] { state.withLock { $0.announcements } }
    var settlements: [CallSettlement] { state.withLock { $0.settlements } }
    var outcomes: [CallSettlement.Outcome] { settlements.map(\.outcome) }

    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID {
        state.withLock { state in
            state.announcements.append(call)
            return CallID(state.announcements.count)
        }
    }

    func firstToken(of call: CallID) {}

    func settle(_ call: CallID, _ settlement: CallSettlement) {
        state.withLock { $0.settlements.append(settlement) }
    }
}
