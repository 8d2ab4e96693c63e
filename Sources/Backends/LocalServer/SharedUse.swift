/// How long each of several calls at a time has used one machine: a second in which three calls run is
/// a third of a second for each, so that the shares of all calls add up to the time in which there was
/// any. A value; the clock is somebody else's.
struct SharedUse: Sendable, Hashable {
    private var share = Duration.zero
    private var running = 0
    private var last = Duration.zero

    /// A call begins.
    /// - Returns: a mark, to ask for what the call has used since.
    mutating func begin(at now: Duration) -> Duration {
        advance(to: now)
        running += 1
        return share
    }

    /// A call ends.
    mutating func end(at now: Duration) {
        advance(to: now)
        running -= 1
    }

    /// What a call that still runs has used since its mark.
    mutating func used(since mark: Duration, at now: Duration) -> Duration {
        advance(to: now)
        return share - mark
    }

    private mutating func advance(to now: Duration) {
        if running > 0, now > last { share += (now - last) / running }
        last = max(last, now)
    }
}
