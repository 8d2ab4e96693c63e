import Synchronization

/// Says when a query has to stop: at its deadline, or when nobody wants the answer any more.
final class Interruption: Sendable {
    private let deadline: ContinuousClock.Instant
    private let isCancelled = Atomic(false)

    init(deadline: ContinuousClock.Instant) {
        self.deadline = deadline
    }

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    /// Whether the query has to stop now.
    var isDue: Bool { isCancelled.load(ordering: .relaxed) || ContinuousClock.now >= deadline }

    /// What the one who asked is told.
    var error: any Error {
        if isCancelled.load(ordering: .relaxed) { return CancellationError() }
        return LedgerError(
            .timedOut, "the query took too long and was stopped", suggestion: "ask for less, or use an index")
    }
}
