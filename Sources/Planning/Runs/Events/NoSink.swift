/// A reader that reads nothing.
public struct NoSink: EventSink {
    /// Forgets every event.
    public init() {}

    public func record(_ event: RunEvent) {}
}
