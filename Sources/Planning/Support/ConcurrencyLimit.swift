import Synchronization

/// Lets a number of calls in at once; the others wait their turn in the order in which they came.
public final class ConcurrencyLimit: Sendable {
    /// The right to be in. Dropping it lets the next one in.
    public final class Turn: Sendable {
        private let limit: ConcurrencyLimit

        fileprivate init(_ limit: ConcurrencyLimit) { self.limit = limit }

        deinit { limit.leave() }
    }

    private struct State {
        var free: Int
        var waiting: [(ticket: Int, continuation: CheckedContinuation<Bool, Never>)] = []
        var nextTicket = 0
    }

    /// How many may be in at once.
    public let maximum: Int
    private let state: Mutex<State>

    /// - Parameter maximum: how many may be in at once; at least one may.
    public init(_ maximum: Int) {
        self.maximum = max(1, maximum)
        state = Mutex(State(free: self.maximum))
    }

    /// Waits for a turn.
    /// - Throws: `CancellationError`.
    public func enter() async throws -> Turn {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        let isIn = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.withLock { state in
                    // Asked inside the lock: a cancellation is either seen here, or finds the entry.
                    if Task.isCancelled { return false }
                    if state.free > 0 {
                        state.free -= 1
                        return true
                    }
                    state.waiting.append((ticket, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let continuation = state.withLock { state in
                let place = state.waiting.firstIndex { $0.ticket == ticket }
                return place.map { state.waiting.remove(at: $0).continuation }
            }
            continuation?.resume(returning: false)
        }
        guard isIn else { throw CancellationError() }
        return Turn(self)
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst().continuation }
            state.free += 1
            return nil
        }
        next?.resume(returning: true)
    }
}
