public import Planning
import Synchronization

/// Keeps every event of a run in memory.
public final class EventLog: EventSink {
    private let state: Mutex<[RunEvent]> = Mutex([])
    private let flushError: (any Error)?

    /// An empty log.
    /// - Parameter flushError: thrown by every flush, as by a disk that is full.
    public init(flushError: (any Error)? = nil) {
        self.flushError = flushError
    }

    /// What was recorded so far.
    public var events: [RunEvent] { state.withLock { $0 } }

    public func record(_ event: RunEvent) {
        state.withLock { $0.append(event) }
    }

    public func flush() async throws {
        if let flushError { throw flushError }
    }
}
