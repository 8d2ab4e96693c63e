import Planning

/// The events that are recorded and not yet written, and who waits for them. A value; the writer
/// owns the only live copy.
struct PendingEvents: Sendable {
    private struct Waiter: Sendable {
        let target: Int
        let continuation: CheckedContinuation<Void, any Error>
    }

    private var waiting: [RunEvent] = []
    private var waiters: [Waiter] = []
    private var watchers: [Int: CheckedContinuation<(any Error)?, Never>] = [:]
    private var watcherCount = 0
    private var recorded = 0
    private var written = 0
    /// Whether somebody is writing, or is about to.
    private var isDraining = false
    /// Whether whoever is about to write lets events gather first.
    private var isPaused = false
    /// Why the last attempt to write failed; nil once one has succeeded.
    private(set) var failure: LedgerError?

    /// Takes an event.
    /// - Returns: whether writing has to be set in motion. After a failure it stands still until
    ///   somebody asks for it with ``wait(_:)``.
    mutating func record(_ event: RunEvent) -> Bool {
        waiting.append(event)
        recorded += 1
        guard !isDraining || (isPaused && event.tellsOfMoney), failure == nil else { return false }
        isDraining = true
        isPaused = false
        return true
    }

    /// Lets `continuation` wait until everything recorded so far is written.
    /// - Returns: whether writing has to be set in motion.
    mutating func wait(_ continuation: CheckedContinuation<Void, any Error>) -> Bool {
        guard written < recorded else {
            continuation.resume()
            return false
        }
        waiters.append(Waiter(target: recorded, continuation: continuation))
        guard !isDraining || isPaused else { return false }
        isDraining = true
        isPaused = false
        return true
    }

    /// Lets events gather, unless somebody waits for those that are there, or they tell of money.
    /// - Returns: whether it is to be asked for with ``goOn()`` to write again.
    mutating func pause() -> Bool {
        isPaused = waiters.isEmpty && !waiting.contains(where: \.tellsOfMoney)
        return isPaused
    }

    /// Ends a pause, if it still lasts.
    /// - Returns: whether writing has to be set in motion.
    mutating func goOn() -> Bool {
        guard isPaused else { return false }
        isPaused = false
        isDraining = !waiting.isEmpty
        return isDraining
    }

    /// Everything that waits; empty when there is nothing left, and then the writing stops.
    mutating func take() -> [RunEvent] {
        defer { waiting = [] }
        isDraining = !waiting.isEmpty
        return waiting
    }

    /// Notes that `count` more events are in the database.
    mutating func succeeded(_ count: Int) {
        written += count
        failure = nil
        for waiter in waiters where waiter.target <= written { waiter.continuation.resume() }
        waiters.removeAll { $0.target <= written }
    }

    /// A name for ``watch(_:_:_:)``.
    mutating func nextWatcher() -> Int {
        watcherCount += 1
        return watcherCount
    }

    /// Lets `continuation` wait for a failure.
    mutating func watch(_ watcher: Int, _ isCancelled: Bool, _ continuation: CheckedContinuation<(any Error)?, Never>) {
        if isCancelled || failure != nil {
            continuation.resume(returning: isCancelled ? nil : failure)
        } else {
            watchers[watcher] = continuation
        }
    }

    /// Ends the waiting for a failure, if it still goes on.
    mutating func stopWatching(_ watcher: Int) {
        watchers.removeValue(forKey: watcher)?.resume(returning: nil)
    }

    /// Notes that `rest` could not be written; it is kept, in front of everything that came later.
    mutating func failed(_ error: LedgerError, keeping rest: some Sequence<RunEvent>) {
        waiting.insert(contentsOf: Array(rest), at: 0)
        failure = error
        isDraining = false
        for waiter in waiters { waiter.continuation.resume(throwing: error) }
        waiters = []
        for watcher in watchers.values { watcher.resume(returning: error) }
        watchers = [:]
    }
}

extension RunEvent {
    /// Whether a call begins that has a price, or may have one: a killed process has to leave word of it.
    fileprivate var tellsOfMoney: Bool {
        if case .callStarted(let call) = kind { call.announcement.reservation != .zero } else { false }
    }
}
