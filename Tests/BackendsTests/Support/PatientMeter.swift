import Planning
import Synchronization

/// A meter that waits for what a provider says afterwards, for one call.
final class PatientMeter: CallMeter {
    private let begun = AsyncStream<Void>.makeStream()
    private let ended = AsyncStream<CallSettlement?>.makeStream()

    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID { CallID(1) }

    func firstToken(of call: CallID) { begun.continuation.yield() }

    func settle(_ call: CallID, _ settlement: CallSettlement) { ended.continuation.yield(settlement) }

    func settle(
        _ call: CallID, _ estimate: CallSettlement, unless account: @escaping @Sendable () async -> CallSettlement?
    ) {
        Task { ended.continuation.yield(await account()) }
    }

    /// Returns once the first piece of the answer is there.
    func firstToken() async {
        for await _ in begun.stream { return }
    }

    /// How the call was settled.
    func settlement() async -> CallSettlement? {
        for await settlement in ended.stream { return settlement }
        return nil
    }
}
