import Synchronization

/// Whether the system has asked for the end.
final class StopWish: Sendable {
    private let made = Mutex(false)

    var isMade: Bool { made.withLock { $0 } }

    func make() { made.withLock { $0 = true } }
}
