import Dispatch
import GRDB
public import Planning
import Synchronization

/// Writes events into the record, in the order in which they come and as soon as they come; those that tell of no money
/// two milliseconds after others.
///
/// ``record(_:)`` only puts the event into a queue. One writer at a time takes all that has queued
/// up and writes it in one transaction, raw event and tables together, so that a process that is
/// killed loses at most the last two milliseconds and leaves nothing half-written. What is committed
/// survives the death of the process; the loss of power may take the last moments.
///
/// When writing fails, what could not be written is kept in memory and the writing stands still:
/// ``failure`` says why, and the next ``flush()`` tries again.
public final class LedgerWriter: EventSink {
    /// Events in one transaction at most, so that whoever waits, downstream or in another process,
    /// waits about a tenth of a second at most.
    private static let batchSize = 16_384

    /// Between two transactions for the second of which nobody waits. A run whose steps take a fraction of a millisecond
    /// would otherwise make one for each event, on a processor that its models need.
    private static let pause = DispatchTimeInterval.milliseconds(2)

    private let store: LedgerStore
    private let downstream: (any EventSink)?
    private let onFailure: (@Sendable (LedgerError) -> Void)?
    private let followsTime: Bool
    private let pending = Mutex(PendingEvents())
    /// Only the writing itself uses it, one transaction after another.
    private let projections = Mutex<[RunID: RunProjection]>([:])

    init(
        store: LedgerStore, downstream: (any EventSink)?, followsTime: Bool,
        onFailure: (@Sendable (LedgerError) -> Void)?
    ) {
        self.store = store
        self.downstream = downstream
        self.onFailure = onFailure
        self.followsTime = followsTime
    }

    /// Why events can at present not be written; nil when all is well.
    public var failure: LedgerError? { pending.withLock(\.failure) }

    public func record(_ event: RunEvent) {
        if pending.withLock({ $0.record(event) }) { setInMotion() }
    }

    /// Returns once everything recorded so far is in the database, and with the reader downstream.
    /// - Throws: ``LedgerError`` if it cannot be written. What is already in the database stays, the
    ///   rest is kept, and another flush tries again.
    public func flush() async throws {
        try await withCheckedThrowingContinuation { continuation in
            if pending.withLock({ $0.wait(continuation) }) { setInMotion() }
        }
        try await downstream?.flush()
    }

    public func breakdown() async -> (any Error)? {
        let watcher = pending.withLock { $0.nextWatcher() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Asked inside the lock: a cancellation is either seen here, or finds the watcher.
                pending.withLock { $0.watch(watcher, Task.isCancelled, continuation) }
            }
        } onCancel: {
            pending.withLock { $0.stopWatching(watcher) }
        }
    }

    private func setInMotion() {
        store.pool.asyncWriteWithoutTransaction { db in
            self.drain(into: db)
        }
    }

    private func drain(into db: Database) {
        while true {
            var rest = pending.withLock { $0.take() }[...]
            guard !rest.isEmpty else { return }
            do throws(LedgerError) {
                while !rest.isEmpty { try writeBatch(of: &rest, into: db) }
            } catch {
                let failure = error
                if self.failure == nil { onFailure?(failure) }
                pending.withLock { $0.failed(failure, keeping: rest) }
                return
            }
            guard pending.withLock({ $0.pause() }) else { continue }
            DispatchQueue.global().asyncAfter(deadline: .now() + Self.pause) {
                if self.pending.withLock({ $0.goOn() }) { self.setInMotion() }
            }
            return
        }
    }

    /// Writes the next events in one transaction and takes them off `rest`. If that fails, they are
    /// tried one by one, so that everything that still finds room is kept.
    private func writeBatch(of rest: inout ArraySlice<RunEvent>, into db: Database) throws(LedgerError) {
        let batch = rest.prefix(Self.batchSize)
        do throws(LedgerError) {
            try write(batch, into: db)
            rest = rest.dropFirst(batch.count)
        } catch {
            guard batch.count > 1, error.code != .locked else { throw error }
            for _ in batch {
                try write(rest.prefix(1), into: db)
                rest = rest.dropFirst()
            }
        }
    }

    private func write(_ events: ArraySlice<RunEvent>, into db: Database) throws(LedgerError) {
        // Taken out and put back, so that they are changed in place.
        var writing = EventWriting(
            db, process: store.process, projections: takeProjections(), followsTime: followsTime)
        do {
            try db.inTransaction(.immediate) {
                for event in events { try writing.write(event) }
                try writing.bookTime()
                return .commit
            }
            projections.withLock { $0 = writing.projections }
        } catch {
            projections.withLock { $0 = writing.originalProjections() }
            throw LedgerError(error, "recording the run", at: store.path)
        }
        if let downstream { for event in events { downstream.record(event) } }
        pending.withLock { $0.succeeded(events.count) }
    }

    private func takeProjections() -> [RunID: RunProjection] {
        projections.withLock { projections in
            defer { projections = [:] }
            return projections
        }
    }
}
