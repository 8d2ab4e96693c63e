import Synchronization

/// A value that many change and some wait for to become what they need.
final class Watched<Value: Sendable>: Sendable {
    private struct State {
        var value: Value
        var nextWaiter = 0
        var waiters: [Int: (isMet: @Sendable (Value) -> Bool, continuation: CheckedContinuation<Void, Never>)] = [:]
    }

    private let state: Mutex<State>

    init(_ value: Value) {
        state = Mutex(State(value: value))
    }

    /// The value as it is now.
    var value: Value { state.withLock { $0.value } }

    /// Changes the value and lets those go on who waited for it.
    @discardableResult
    func change<Result: Sendable>(_ change: (inout Value) -> Result) -> Result {
        let (result, served): (Result, [CheckedContinuation<Void, Never>]) = state.withLock { state in
            let result = change(&state.value)
            let value = state.value
            let served = state.waiters.filter { $0.value.isMet(value) }
            for number in served.keys { state.waiters[number] = nil }
            return (result, served.values.map(\.continuation))
        }
        for continuation in served { continuation.resume() }
        return result
    }

    /// Returns when the condition is met, or the task is cancelled.
    func wait(until isMet: @escaping @Sendable (Value) -> Bool) async {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    // Checked under the lock, so that a cancellation cannot slip in between.
                    if isMet(state.value) || Task.isCancelled { return true }
                    state.waiters[number] = (isMet, continuation)
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: number) }?.continuation.resume()
        }
    }
}
