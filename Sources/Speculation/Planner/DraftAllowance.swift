import Control
import Synchronization

/// The drafts that all runs of a process may have, unverified, at once. A run that would draft waits until
/// its draft is among the most promising; the run itself goes on meanwhile.
public final class DraftAllowance: Sendable {
    private let state: Mutex<State>

    private struct State {
        var allotment: DraftAllotment
        var waiting: [DraftAllotment.Wish: CheckedContinuation<Bool, Never>] = [:]
        /// Turns that have come before anybody waited for them.
        var granted: Set<DraftAllotment.Wish> = []
    }

    /// - Parameter drafts: how many.
    public init(_ drafts: Int) {
        state = Mutex(State(allotment: DraftAllotment(slots: drafts)))
    }

    /// Drafts that are under way or await their verdict, and drafts that wait for their turn.
    public var standing: (riding: Int, waiting: Int) {
        state.withLock { ($0.allotment.grantedCount, $0.allotment.waitingCount) }
    }

    /// A run would draft.
    func turn(_ worth: DraftWorth) -> DraftTurn {
        let wish = change { $0.allotment.ask(worth) }
        return DraftTurn(wish, in: self)
    }

    fileprivate func promise(_ worth: DraftWorth, of wish: DraftAllotment.Wish) {
        change { $0.allotment.reconsider(wish, worth) }
    }

    fileprivate func leave(_ wish: DraftAllotment.Wish) {
        change { state in
            state.allotment.leave(wish)
            state.granted.remove(wish)
        }
    }

    /// - Returns: false if the calling task was cancelled first.
    fileprivate func waitFor(_ wish: DraftAllotment.Wish) async -> Bool {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.withLock { state in
                    // Asked inside the lock: a cancellation is either seen here, or finds the entry.
                    if Task.isCancelled { return false }
                    if state.granted.contains(wish) { return true }
                    state.waiting[wish] = continuation
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: wish) }?.resume(returning: false)
        }
    }

    /// Changes something, and lets those go on whose turn has come.
    @discardableResult
    private func change<Value: Sendable>(_ change: (inout State) -> Value) -> Value {
        let (value, ready) = state.withLock { state in
            let value = change(&state)
            let turns = state.allotment.grant()
            state.granted.formUnion(turns)
            return (value, turns.compactMap { state.waiting.removeValue(forKey: $0) })
        }
        for continuation in ready { continuation.resume(returning: true) }
        return value
    }
}

/// The wish for a draft, and once it is granted the right to it. Dropping it lets the next one draft.
final class DraftTurn: Sendable {
    private let wish: DraftAllotment.Wish
    private let allowance: DraftAllowance

    fileprivate init(_ wish: DraftAllotment.Wish, in allowance: DraftAllowance) {
        self.wish = wish
        self.allowance = allowance
    }

    deinit { allowance.leave(wish) }

    /// Waits until it is granted.
    /// - Throws: `CancellationError`.
    func come() async throws {
        guard await allowance.waitFor(wish) else { throw CancellationError() }
    }

    /// What is known of the draft has changed.
    func promise(_ worth: DraftWorth) { allowance.promise(worth, of: wish) }
}
