import Synchronization

/// An address that is known only after the handler that needs it was made.
final class Target: Sendable {
    private let text = Mutex("")

    var url: String {
        get { text.withLock { $0 } }
        set { text.withLock { $0 = newValue } }
    }
}
