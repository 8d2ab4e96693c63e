import Synchronization

/// Counts what happens in many tasks.
final class EventCounter: Sendable {
    private let value = Mutex(0)

    var total: Int { value.withLock { $0 } }

    func count() {
        value.withLock { $0 += 1 }
    }
}
