public import Planning

/// Lets a recollection learn from a run while it goes on, and passes its events on.
public struct RecollectionSink: EventSink {
    private let recollection: Recollection
    private let next: any EventSink

    /// Teaches `recollection` what `next` gets to see.
    public init(_ recollection: Recollection, passingTo next: any EventSink) {
        self.recollection = recollection
        self.next = next
    }

    public func record(_ event: RunEvent) {
        next.record(event)
        recollection.learn(from: event)
    }

    public func flush() async throws {
        try await next.flush()
    }
}
