import Planning
import Synchronization

/// Keeps every event.
final class CollectingSink: EventSink {
    private let collected = Mutex<[RunEvent]>([])

    var events: [RunEvent] { collected.withLock { $0 } }

    func record(_ event: RunEvent) { collected.withLock { $0.append(event) } }
}
