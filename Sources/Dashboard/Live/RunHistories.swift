import Ledger
import Planning

/// The events of the runs that were looked at last, so that a run which goes on is read once and then only its news.
actor RunHistories {
    /// How many runs are kept.
    private static let capacity = 16

    private var histories: [RunID: [RunEvent]] = [:]
    /// The runs, the one that was looked at last behind all others.
    private var order: [RunID] = []

    /// The events of a run up to this moment.
    /// - Throws: ``LedgerError``.
    func history(of run: RunID, in store: LedgerStore) async throws -> [RunEvent] {
        let known = histories[run] ?? []
        let events = try await known + store.events(of: run, after: known.last?.sequence ?? 0)
        histories[run] = events
        order.removeAll { $0 == run }
        order.append(run)
        if order.count > Self.capacity { histories[order.removeFirst()] = nil }
        return events
    }
}
