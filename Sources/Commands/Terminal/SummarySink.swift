import Planning
import Synchronization

/// Keeps the summary of a run, and passes the events on.
final class SummarySink: EventSink {
    private let next: (any EventSink)?
    private let state: Mutex<RunSummary>

    /// - Parameter summary: what an earlier process left, in a run that is resumed.
    init(_ summary: RunSummary = RunSummary(), passingTo next: (any EventSink)?) {
        self.next = next
        state = Mutex(summary)
    }

    var summary: RunSummary { state.withLock { $0 } }

    func record(_ event: RunEvent) {
        state.withLock { $0.apply(event) }
        next?.record(event)
    }

    func flush() async throws { try await next?.flush() }

    func breakdown() async -> (any Error)? { await next?.breakdown() }
}
