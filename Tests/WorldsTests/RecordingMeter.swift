import Planning
import Synchronization

/// Keeps what engines report.
final class RecordingMeter: CallMeter {
    struct Record: Equatable {
        var announcement: CallAnnouncement
        var settlements: [CallSettlement] = []
    }

    private let calls = Mutex<[Record]>([])
    private let isExhausted: Bool

    init(isExhausted: Bool = false) {
        self.isExhausted = isExhausted
    }

    var records: [Record] { calls.withLock { $0 } }

    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID {
        if isExhausted { throw LimitReached(kind: .cost, used: "$1", allowed: "$1") }
        return calls.withLock { calls in
            calls.append(Record(announcement: call))
            return CallID(calls.count)
        }
    }

    func firstToken(of call: CallID) {}

    func settle(_ call: CallID, _ settlement: CallSettlement) {
        calls.withLock { $0[call.number - 1].settlements.append(settlement) }
    }
}
