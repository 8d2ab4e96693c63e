import Planning
import Synchronization

/// The money and the calls of one run.
final class RunMeter: Sendable {
    private let recorder: Recorder
    private let state: Mutex<State>

    private struct State {
        var budget: Budget
        var nextCall: Int
        var open: [CallID: OpenCall] = [:]
    }

    private struct OpenCall {
        var started: Duration
        var firstToken: Duration?
    }

    init(recorder: Recorder, budget: Budget, nextCall: Int) {
        self.recorder = recorder
        state = Mutex(State(budget: budget, nextCall: nextCall))
    }

    /// Whether money is set aside for calls that are still open.
    var hasReservations: Bool { state.withLock { $0.budget.reserved > .zero } }

    /// Spent so far.
    var spent: Money { state.withLock { $0.budget.spent } }

    func start(
        _ announcement: CallAnnouncement, role: AgentRole, position: Int, prefix: UInt64
    ) throws(LimitReached) -> CallID {
        let now = recorder.stopwatch.elapsed
        let call = try state.withLock { state throws(LimitReached) in
            let call = CallID(state.nextCall)
            try state.budget.reserve(announcement.reservation ?? .zero, for: call)
            state.nextCall += 1
            state.open[call] = OpenCall(started: now)
            return call
        }
        let started = RunEvent.CallStarted(
            call: call, role: role, position: position, prefix: String(prefix, radix: 16), announcement: announcement)
        recorder.record(.callStarted(started), at: now)
        return call
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
        let now = recorder.stopwatch.elapsed
        let open = state.withLock { state -> OpenCall? in
            state.budget.settle(call, cost: settlement.cost ?? .zero)
            return state.open.removeValue(forKey: call)
        }
        guard let open else { return nil }
        let duration = now - open.started
        recorder.record(
            .callSettled(
                .init(call: call, firstToken: open.firstToken, duration: duration, settlement: settlement)), at: now)
        return duration
    }
}
