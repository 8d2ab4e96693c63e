/// A clock on which nobody ever wakes, unless cancelled. It says when somebody has gone to sleep.
final class HeldClock: Clock {
    typealias Instant = SkippingClock.Instant

    private let sleepers = AsyncStream<Void>.makeStream()

    var now: Instant { Instant(offset: .zero) }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        sleepers.continuation.yield()
        for await _ in AsyncStream<Void>.makeStream().stream {}
        try Task.checkCancellation()
    }

    /// Returns once somebody sleeps.
    func firstSleep() async {
        for await _ in sleepers.stream { return }
    }
}
