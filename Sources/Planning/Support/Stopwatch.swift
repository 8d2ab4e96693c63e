/// Time since a start, on an injected clock: all that the code below the terminal knows of time.
public struct Stopwatch: Sendable {
    private let read: @Sendable () -> Duration

    /// Starts now, on `clock`; or `offset` earlier, as in a run that is resumed.
    public init(_ clock: some Clock<Duration>, offset: Duration = .zero) {
        let start = clock.now
        read = { offset + start.duration(to: clock.now) }
    }

    /// Time since the start.
    public var elapsed: Duration { read() }
}
