import Planning
import Synchronization

/// Reads an answer in a task of its own, so that others than its reader can end it. What is read ahead is bounded
/// by the longest answer that is read at all.
final class ReadAhead: Sendable {
    let events: AsyncThrowingStream<ModelEvent, any Error>
    private let task: Task<Void, Never>
    private let yielded = Mutex(false)

    init(_ answer: ModelEventStream) {
        let (events, arrivals) = AsyncThrowingStream<ModelEvent, any Error>.makeStream()
        self.events = events
        let task = Task {
            do {
                for try await event in answer { arrivals.yield(event) }
                arrivals.finish()
            } catch {
                arrivals.finish(throwing: error)
            }
        }
        self.task = task
        // Whoever reads no longer ends the call, and its connection with it.
        arrivals.onTermination = { _ in task.cancel() }
    }

    /// Ends the call because somebody else needs its slot.
    func yield() {
        yielded.withLock { $0 = true }
        task.cancel()
    }

    /// Whether the call was ended by ``yield()``.
    var hasYielded: Bool { yielded.withLock { $0 } }

    /// Waits until the call has ended.
    func ended() async { await task.value }
}
