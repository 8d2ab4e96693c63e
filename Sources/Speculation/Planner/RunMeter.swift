import Planning
import Synchronization

/// The money and the calls of one run.
///
/// Events are recorded inside the lock, so that whoever adds them up sees the calls in order and
/// never more money than there is.
final class RunMeter: Sendable {
    private let recorder: Recorder
    private let state: Mutex<State>

    private struct State {
        var budget: Budget
        var nextCall: Int
        var open: [CallID: OpenCall] = [:]
        /// Calls that are over, and whose provider is asked what they were charged.
        var asked: [CallID: AskedCall] = [:]
        var isClosed = false
    }

    private struct OpenCall {
        let started: Duration
        let reservation: Money?
        var firstToken: Duration?
    }

    private struct AskedCall {
        /// What is recorded of the call if there is no answer.
        let settled: RunEvent.CallSettled
        let asking: Task<Void, Never>
    }

    init(recorder: Recorder, budget: Budget, nextCall: Int) {
        self.recorder = recorder
        state = Mutex(State(budget: budget, nextCall: nextCall))
    }

    /// Whether money is set aside for calls that are still open.
    var hasReservations: Bool { state.withLock { $0.budget.reserved > .zero } }

    /// Whether `amount` is refused only because of what is set aside for calls other than `own`.
    func isContended(_ amount: Money, besides own: [CallID]) -> Bool {
        state.withLock { state in
            guard let limit = state.budget.limit else { return false }
            let reserved = own.reduce(Money.zero) { $0 + (state.budget.reservations[$1] ?? .zero) }
            return state.budget.reserved > reserved && state.budget.spent + reserved + amount <= limit
        }
    }

    func start(
        _ announcement: CallAnnouncement, role: AgentRole, position: Int, prefix: UInt64
    ) throws(LimitReached) -> CallID {
        try state.withLock { state throws(LimitReached) in
            // After the end nothing is recorded any more, so nothing may be started either.
            guard !state.isClosed else { throw LimitReached(kind: .time, used: "the whole run", allowed: "the run") }
            let call = CallID(state.nextCall)
            try state.budget.reserve(announcement.reservation ?? .zero, for: call)
            state.nextCall += 1
            let now = recorder.record(
                .callStarted(
                    .init(
                        call: call, role: role, position: position, prefix: String(prefix, radix: 16),
                        announcement: announcement)))
            state.open[call] = OpenCall(started: now, reservation: announcement.reservation)
            return call
        }
    }

    func firstToken(of call: CallID) {
        let now = recorder.stopwatch.elapsed
        state.withLock { state in
            guard let open = state.open[call], open.firstToken == nil else { return }
            state.open[call]?.firstToken = now - open.started
        }
    }

    /// - Returns: how long the call took; nil if it was settled before.
    func settle(_ call: CallID, _ settlement: CallSettlement) -> Duration? {
        state.withLock { state in
            state.budget.settle(call, cost: settlement.cost ?? .zero)
            guard let open = state.open.removeValue(forKey: call) else { return nil }
            let duration = recorder.stopwatch.elapsed - open.started
            recorder.record(
                .callSettled(
                    .init(call: call, firstToken: open.firstToken, duration: duration, settlement: settlement)))
            return duration
        }
    }

    /// Ends a call whose provider is still to be asked what it was charged. The estimate is booked until then, and
    /// recorded if there is no answer.
    /// - Returns: how long the call took; nil if it was settled before.
    func settle(
        _ call: CallID, _ estimate: CallSettlement, unless account: @escaping @Sendable () async -> CallSettlement?
    ) -> Duration? {
        state.withLock { state in
            state.budget.settle(call, cost: estimate.cost ?? .zero)
            guard let open = state.open.removeValue(forKey: call) else { return nil }
            let duration = recorder.stopwatch.elapsed - open.started
            state.asked[call] = AskedCall(
                settled: .init(call: call, firstToken: open.firstToken, duration: duration, settlement: estimate),
                asking: Task { [self] in answer(call, await account()) })
            return duration
        }
    }

    /// Records a call whose provider was asked; nil if there is no answer.
    private func answer(_ call: CallID, _ exact: CallSettlement?) {
        state.withLock { state in
            guard let settled = state.asked.removeValue(forKey: call)?.settled else { return }
            let settlement = exact ?? settled.settlement
            state.budget.correct(by: (settlement.cost ?? .zero) - (settled.settlement.cost ?? .zero))
            recorder.record(
                .callSettled(
                    .init(
                        call: call, firstToken: settled.firstToken, duration: settled.duration, settlement: settlement))
            )
        }
    }

    /// Waits for what providers say about calls that were cut off, but not longer than `patience`; then the estimates
    /// stand.
    func settleAsked(within patience: Patience) async {
        let asking = state.withLock { $0.asked.values.map(\.asking) }
        guard !asking.isEmpty else { return }
        // In a task of its own, because a run that is interrupted wants to know what it cost all the same.
        await Task {
            _ = try? await patience.whileWaiting {
                await withTaskCancellationHandler {
                    for task in asking { await task.value }
                } onCancel: {
                    for task in asking { task.cancel() }
                }
            }
        }.value
        for call in state.withLock({ $0.asked.keys.sorted() }) { answer(call, nil) }
    }

    /// Books calls whose end nobody reported, at what was set aside for them.
    func abandon(_ calls: [CallID]) {
        for call in calls {
            guard let open = state.withLock({ $0.open[call] }) else { continue }
            let settlement = CallSettlement(
                outcome: .cancelled, usage: Usage(provenance: .estimated), cost: open.reservation)
            _ = settle(call, settlement)
        }
    }

    /// Refuses whatever is started from now on.
    func close() {
        state.withLock { $0.isClosed = true }
    }
}
