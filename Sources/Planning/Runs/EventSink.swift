/// A reader of a run's events. Called in order, from one place at a time, and must not block.
public protocol EventSink: Sendable {
    /// Takes the next event.
    func record(_ event: RunEvent)

    /// Returns once everything recorded so far is as safe as this reader can make it.
    /// - Throws: when it cannot be made safe, as with a full disk.
    func flush() async throws
}

extension EventSink {
    public func flush() async throws {}
}
