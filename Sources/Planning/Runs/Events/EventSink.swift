/// A reader of a run's events. Called in order, from one place at a time, and must not block.
public protocol EventSink: Sendable {
    /// Takes the next event.
    func record(_ event: RunEvent)

    /// Returns once everything recorded so far is as safe as this reader can make it.
    /// - Throws: when it cannot be made safe, as with a full disk.
    ///
    /// It goes on although the calling task is cancelled: the end of a run that is interrupted has
    /// to be kept too.
    func flush() async throws

    /// Waits until something that was recorded cannot be kept, and says why, so that a run whose
    /// record is lost stops spending at once. Nil when the calling task is cancelled, and for a
    /// reader that keeps nothing.
    func breakdown() async -> (any Error)?
}

extension EventSink {
    public func flush() async throws {}
    public func breakdown() async -> (any Error)? { nil }
}
