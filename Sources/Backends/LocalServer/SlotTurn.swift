import Planning
import Synchronization

/// The right to one slot of a server of our own. Dropping it lets the next one in.
final class SlotTurn: Sendable {
    private let turn: TrafficTurn
    private let sharing: ServerSharing
    private let mark: Duration

    init(_ turn: TrafficTurn, sharing: ServerSharing) {
        self.turn = turn
        self.sharing = sharing
        mark = sharing.begin()
    }

    deinit { sharing.end() }

    /// What is done when a verifier needs the slot.
    func onYield(_ action: @escaping @Sendable () -> Void) { turn.onYield(action) }

    /// How long the server has been used for this turn, its time shared out among all turns.
    var used: Duration { sharing.used(since: mark) }
}

/// The time of one server, shared out among all calls of this process.
final class ServerSharing: Sendable {
    private let use = Mutex(SharedUse())
    private let stopwatch = Stopwatch(ContinuousClock())

    func begin() -> Duration { use.withLock { $0.begin(at: stopwatch.elapsed) } }

    func end() { use.withLock { $0.end(at: stopwatch.elapsed) } }

    func used(since mark: Duration) -> Duration { use.withLock { $0.used(since: mark, at: stopwatch.elapsed) } }
}
