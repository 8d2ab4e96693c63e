import Synchronization

/// Counts, from any task.
final class Counter: Sendable {
    private let count = Mutex(0)

    /// The count after this call.
    @discardableResult
    func increment() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
