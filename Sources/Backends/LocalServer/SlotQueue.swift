import Planning
import Synchronization

/// The slots of one server, for all calls of this process.
final class SlotQueue: Sendable {
    private struct State {
        var table = SlotTable(capacity: 1)
        var use = SharedUse()
        var waiting: [Int: CheckedContinuation<Bool, Never>] = [:]
        var yields: [Int: @Sendable () -> Void] = [:]
        /// Those who were asked to yield before they said how.
        var asked: Set<Int> = []
        var nextTicket = 0
    }

    private let state = Mutex(State())
    private let stopwatch = Stopwatch(ContinuousClock())

    /// Says how many slots there are.
    func resize(to capacity: Int) {
        change { $0.table.resize(to: capacity) }
    }

    /// Says that verifiers use this server, so that drafts leave them a slot.
    func expectVerifiers() {
        state.withLock { $0.table.expectVerifiers() }
    }

    /// Waits for a slot.
    /// - Throws: `CancellationError`.
    func enter(_ role: AgentRole) async throws -> SlotTurn {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        let isIn = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                change { state in
                    // Asked inside the lock: a cancellation is either seen here, or finds the entry.
                    guard !Task.isCancelled else {
                        continuation.resume(returning: false)
                        return []
                    }
                    state.waiting[ticket] = continuation
                    return state.table.arrive(SlotTable.Guest(ticket: ticket, role: role))
                }
            }
        } onCancel: {
            change { state in
                guard let continuation = state.waiting.removeValue(forKey: ticket) else { return [] }
                continuation.resume(returning: false)
                return state.table.leave(ticket)
            }
        }
        guard isIn else { throw CancellationError() }
        return SlotTurn(ticket: ticket, queue: self, mark: state.withLock { $0.use.begin(at: stopwatch.elapsed) })
    }

    func onYield(_ ticket: Int, _ action: @escaping @Sendable () -> Void) {
        let isAsked = state.withLock { state in
            state.yields[ticket] = action
            return state.asked.contains(ticket)
        }
        if isAsked { action() }
    }

    func used(since mark: Duration) -> Duration {
        state.withLock { $0.use.used(since: mark, at: stopwatch.elapsed) }
    }

    func leave(_ ticket: Int) {
        change { state in
            state.yields[ticket] = nil
            state.asked.remove(ticket)
            state.use.end(at: stopwatch.elapsed)
            return state.table.leave(ticket)
        }
    }

    private func change(_ body: (inout State) -> [SlotTable.Effect]) {
        let actions = state.withLock { state in
            var actions: [@Sendable () -> Void] = []
            for effect in body(&state) {
                switch effect {
                case .admit(let ticket): state.waiting.removeValue(forKey: ticket)?.resume(returning: true)
                case .yield(let ticket):
                    state.asked.insert(ticket)
                    if let action = state.yields[ticket] { actions.append(action) }
                }
            }
            return actions
        }
        for action in actions { action() }
    }
}
