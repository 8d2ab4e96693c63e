import Planning

/// Passes events on to two readers.
struct EventFork: EventSink {
    let first: any EventSink
    let second: any EventSink

    func record(_ event: RunEvent) {
        first.record(event)
        second.record(event)
    }
}
