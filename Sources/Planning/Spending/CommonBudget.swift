import Synchronization

/// A budget that runs in one process share.
public final class CommonBudget: SharedBudget {
    private let state: Mutex<State>

    private struct State {
        var budget: Budget<RunCall>
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var next = 0
    }

    /// - Parameter budget: with what is spent already.
    public init(_ budget: Budget<RunCall>) {
        state = Mutex(State(budget: budget))
    }

    /// What is spent, and what is held by calls that are open.
    public var standing: (spent: Expense, reserved: Expense) {
        state.withLock { ($0.budget.spent, $0.budget.reserved) }
    }

    public func reserve(_ most: Expense, for call: RunCall) throws(LimitReached) {
        try state.withLock { state throws(LimitReached) in try state.budget.reserve(most, for: call) }
    }

    public func settle(_ call: RunCall, _ used: Expense) {
        let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            guard state.budget.settle(call, used) else { return [] }
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.resume() }
    }

    public func fits(_ most: Expense, beside own: [RunCall]) -> Bool {
        state.withLock { $0.budget.fits(most, beside: own) }
    }

    /// Returns when a call has been settled; at once where no call is open.
    public func change() async {
        let ticket = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDone = state.withLock { state in
                    // Asked inside the lock: a cancellation is either seen here, or finds the entry.
                    if Task.isCancelled || state.budget.reservations.isEmpty { return true }
                    state.waiting[ticket] = continuation
                    return false
                }
                if isDone { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume()
        }
    }
}
