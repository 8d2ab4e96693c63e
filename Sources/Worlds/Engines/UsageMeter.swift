import Planning
import Synchronization

/// Adds up what the calls use that are part of one call.
final class UsageMeter: CallMeter {
    private let sum = Mutex(Usage.zero)

    var usage: Usage { sum.withLock { $0 } }

    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID { CallID(1) }

    func firstToken(of call: CallID) {}

    func settle(_ call: CallID, _ settlement: CallSettlement) {
        sum.withLock { $0 = $0 + settlement.usage }
    }
}
