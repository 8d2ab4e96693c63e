import Ledger
import Planning
import Synchronization

/// Works out the figures of ended runs that nobody has counted yet, one after the other, and then of each run that
/// ends. Runs of months take minutes the first time, and never again; the pages say how many are left.
final class RunCounting: Sendable {
    /// How far it has come.
    struct State: Sendable, Hashable {
        /// Runs that are left to be counted; nil until that is known.
        var left: Int?
        /// Why there is no counting, such as a record that may not be written.
        var failure: String?
    }

    private let progress = Mutex(State())
    private let store: LedgerStore

    init(_ store: LedgerStore) {
        self.store = store
    }

    /// How far it has come.
    var state: State { progress.withLock { $0 } }

    /// Counts until it is cancelled, or finds that it cannot.
    func keepUp() async {
        while true {
            do {
                try await countAll()
            } catch let error as LedgerError where error.code == .locked {
                // Somebody else writes at length. What was counted stays counted.
            } catch let error as LedgerError {
                progress.withLock { $0.failure = error.description }
                return
            } catch {
                return
            }
        }
    }

    private func countAll() async throws {
        var last = try await store.changes(after: nil).last
        try await count(try await store.uncountedRuns())
        while true {
            try await ContinuousClock().sleep(for: .seconds(1))
            let changes = try await store.changes(after: last)
            last = changes.last
            try await count(changes.runs)
        }
    }

    private func count(_ runs: [RunID]) async throws {
        progress.withLock { $0.left = runs.count }
        for run in runs {
            try Task.checkCancellation()
            try await store.count(run)
            progress.withLock { $0.left = $0.left.map { $0 - 1 } }
        }
    }
}
