import Synchronization

/// What has happened at a server, and those who wait for something to happen.
final class ServerLog: Sendable {
    struct Entries: Sendable {
        var requests: [ServerRequest] = []
        var accepted = 0
        var closed: Set<Int> = []
        var bytesSent = 0

        var open: Int { accepted - closed.count }
    }

    private struct State {
        var entries = Entries()
        var nextWaiter = 0
        var waiters: [Int: (isMet: @Sendable (Entries) -> Bool, continuation: CheckedContinuation<Void, Never>)] = [:]
    }

    private let state = Mutex(State())

    var entries: Entries { state.withLock { $0.entries } }

    func note<Value: Sendable>(_ change: @Sendable (inout Entries) -> Value) -> Value {
        let (value, served): (Value, [CheckedContinuation<Void, Never>]) = state.withLock { state in
            let value = change(&state.entries)
            let served = state.waiters.filter { $0.value.isMet(state.entries) }
            for number in served.keys { state.waiters[number] = nil }
            return (value, served.values.map(\.continuation))
        }
        for continuation in served { continuation.resume() }
        return value
    }

    /// Returns when the condition is met, or the task is cancelled.
    func wait(until isMet: @escaping @Sendable (Entries) -> Bool) async {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    if isMet(state.entries) || Task.isCancelled { return true }
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
