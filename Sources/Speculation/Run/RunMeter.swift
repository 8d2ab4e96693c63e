import Planning
import Synchronization

/// The money, the tokens, the working time and the calls of one run.
///
/// Events are recorded inside the lock, so that whoever adds them up sees the calls in order and
/// never more money than there is.
final class RunMeter: Sendable {
    private let recorder: Recorder
    private let limits: Limits
    /// What the run has together with others.
    private let shared: [any SharedBudget]
    /// The date when the run's clock showed nothing yet.
    private let beginning: UTCInstant
    private let state: Mutex<State>

    private struct State {
        var budget: Budget<CallID>
        var nextCall: Int
        var open: [CallID: OpenCall] = [:]
        /// Calls that are over, and whose provider is asked what they were charged.
        var asked: [CallID: AskedCall] = [:]
        var isClosed = false
        /// The time during which calls worked, up to the last moment when none did.
        var worked: Duration
        /// Since when calls work; nil when none does.
        var workingSince: Duration?
        /// The positions whose steps are set aside in every budget that is shared.
        var steps: Set<Int> = []
    }

    private struct OpenCall {
        let started: Duration
        let reservation: Money?
        var firstToken: Duration?
        /// Whether it waits for something that is no work.
        var isWaiting = false
    }

    /// Who holds what a call was refused.
    enum Contention: Sendable {
        /// Other calls of the run.
        case run
        /// Calls of other runs.
        case others(any SharedBudget)
    }

    private struct AskedCall {
        /// What is recorded of the call if there is no answer.
        let settled: RunEvent.CallSettled
        let asking: Task<Void, Never>
    }

    init(recorder: Recorder, _ start: RunStart) {
        self.recorder = recorder
        limits = start.header.limits
        shared = start.sharing.budgets
        let past = start.resumption
        beginning =
            past.map { UTCInstant(milliseconds: $0.resumedAt).advanced(by: .zero - $0.elapsed) }
            ?? UTCInstant(milliseconds: start.header.startedAt)
        state = Mutex(
            State(
                budget: Budget(
                    limit: limits.expense, spent: Expense(cost: past?.spent ?? .zero, tokens: past?.tokens ?? 0)),
                nextCall: past?.nextCall ?? 1, worked: past?.working ?? .zero))
    }

    /// The date and the time, as the record tells them.
    var now: UTCInstant { beginning.advanced(by: recorder.stopwatch.elapsed) }

    /// Whether something is set aside for calls that are still open.
    var hasReservations: Bool { state.withLock { $0.budget.reserved != .zero } }

    /// The time during which calls worked so far.
    var working: Duration { state.withLock { working($0) } }

    private func working(_ state: State) -> Duration {
        state.worked + (state.workingSince.map { recorder.stopwatch.elapsed - $0 } ?? .zero)
    }

    /// Who holds the money for a call that was refused; nil where it would be refused although nobody held any.
    /// - Parameter own: calls that are not to be waited for.
    func contention(for announcement: CallAnnouncement, beside own: [CallID]) -> Contention? {
        let most = announcement.most
        let isForced = state.withLock { state in
            state.isClosed || !state.budget.fits(most, beside: own) || timeUsed(state) != nil
        }
        guard !isForced else { return nil }
        let run = recorder.run
        let calls = own.map { RunCall(run, $0) }
        guard shared.allSatisfy({ $0.fits(most, beside: calls) }) else { return nil }
        let isHeld = state.withLock { !$0.budget.fits(most, beside: $0.budget.reservations.keys) }
        return isHeld ? .run : shared.last.map { .others($0) } ?? .run
    }

    /// Who holds the step at a position that was refused; nil where waiting does not help. A run that holds later steps
    /// and not this one does not wait, so that no two wait for each other.
    func contention(forStepAt position: Int) -> Contention? {
        let isForced = state.withLock { state in
            state.isClosed || timeUsed(state) != nil
                || !state.steps.contains(position) && state.steps.contains { $0 > position }
        }
        guard !isForced, let budget = shared.last else { return nil }
        let fits = shared.allSatisfy { $0.fitsStep(of: recorder.run) }
        // Another call for the same position may have been granted it meanwhile.
        return fits || state.withLock { $0.steps.contains(position) } ? .others(budget) : nil
    }

    func start(
        _ announcement: CallAnnouncement, role: AgentRole, position: Int, prefix: UInt64
    ) throws(LimitReached) -> CallID {
        try state.withLock { state throws(LimitReached) in
            // After the end nothing is recorded any more, so nothing may be started either.
            guard !state.isClosed else { throw LimitReached(kind: .time, used: "the whole run", allowed: "the run") }
            if let reached = timeUsed(state) { throw reached }
            for budget in shared { _ = try budget.timeLeft() }
            // Whoever scores proposes no step.
            if role != .scorer { try reserveStep(at: position, &state) }
            let call = CallID(state.nextCall)
            try state.budget.reserve(announcement.most, for: call)
            do throws(LimitReached) {
                try reserve(announcement.most, for: RunCall(recorder.run, call))
            } catch {
                state.budget.settle(call, .zero)
                throw error
            }
            state.nextCall += 1
            let now = recorder.record(
                .callStarted(
                    .init(
                        call: call, role: role, position: position, prefix: String(prefix, radix: 16),
                        announcement: announcement)))
            state.open[call] = OpenCall(started: now, reservation: announcement.reservation)
            reckon(&state, at: now)
            return call
        }
    }

    /// Sets a step aside in every budget that is shared: it is about to be committed.
    func reserveStep(at position: Int) throws(LimitReached) {
        try state.withLock { state throws(LimitReached) in try reserveStep(at: position, &state) }
    }

    /// What is set aside stays until the step is committed or the run ends.
    private func reserveStep(at position: Int, _ state: inout State) throws(LimitReached) {
        guard !state.steps.contains(position) else { return }
        for budget in shared { try budget.reserveStep(at: position, of: recorder.run) }
        state.steps.insert(position)
    }

    /// Sets `most` aside in every budget that is shared, or in none.
    private func reserve(_ most: Expense, for call: RunCall) throws(LimitReached) {
        for (index, budget) in shared.enumerated() {
            do throws(LimitReached) {
                try budget.reserve(most, for: call)
            } catch {
                for granted in shared[..<index] { granted.settle(call, .zero) }
                throw error
            }
        }
    }

    func firstToken(of call: CallID) {
        let now = recorder.stopwatch.elapsed
        state.withLock { state in
            guard let open = state.open[call], open.firstToken == nil else { return }
            state.open[call]?.firstToken = now - open.started
        }
    }

    func noteWaiting(of call: CallID, _ isWaiting: Bool) {
        state.withLock { state in
            guard !state.isClosed, let open = state.open[call], open.isWaiting != isWaiting else { return }
            state.open[call]?.isWaiting = isWaiting
            let now = recorder.record(.callWaiting(.init(call: call, isWaiting: isWaiting)))
            reckon(&state, at: now)
        }
    }

    /// - Returns: how long the call took; nil if it was settled before.
    func settle(_ call: CallID, _ settlement: CallSettlement) -> Duration? {
        let duration = end(call, settlement) { settled, _ in recorder.record(.callSettled(settled)) }
        if duration != nil { settleShared(call, settlement) }
        return duration
    }

    /// Ends a call whose provider is still to be asked what it was charged. The estimate is booked until then, and
    /// recorded if there is no answer. What is shared with others stays set aside as long.
    /// - Returns: how long the call took; nil if it was settled before.
    func settle(
        _ call: CallID, _ estimate: CallSettlement, unless account: @escaping @Sendable () async -> CallSettlement?
    ) -> Duration? {
        // It does not work any more; that it is over is recorded with the answer.
        noteWaiting(of: call, true)
        return end(call, estimate) { settled, state in
            state.asked[call] = AskedCall(
                settled: settled, asking: Task { [self] in answer(call, await account()) })
        }
    }

    /// Ends an open call: books what it used with the run, and has it noted inside the lock.
    /// - Returns: how long the call took; nil if it was settled before.
    private func end(
        _ call: CallID, _ settlement: CallSettlement, noting note: (RunEvent.CallSettled, inout State) -> Void
    ) -> Duration? {
        state.withLock { state in
            state.budget.settle(call, settlement.used)
            guard let open = state.open.removeValue(forKey: call) else { return nil }
            let settled = RunEvent.CallSettled(
                call: call, firstToken: open.firstToken, duration: recorder.stopwatch.elapsed - open.started,
                settlement: settlement)
            note(settled, &state)
            reckon(&state, at: recorder.stopwatch.elapsed)
            return settled.duration
        }
    }

    /// Begins or ends the time of work: somebody works while a call is open that does not wait.
    private func reckon(_ state: inout State, at now: Duration) {
        if state.open.values.contains(where: { !$0.isWaiting }) {
            state.workingSince = state.workingSince ?? now
        } else if let since = state.workingSince {
            state.worked += now - since
            state.workingSince = nil
        }
    }

    private func settleShared(_ call: CallID, _ settlement: CallSettlement) {
        for budget in shared { budget.settle(RunCall(recorder.run, call), settlement.used) }
    }

    /// Records a call whose provider was asked; nil if there is no answer.
    private func answer(_ call: CallID, _ exact: CallSettlement?) {
        let settlement = state.withLock { state -> CallSettlement? in
            guard var settled = state.asked.removeValue(forKey: call)?.settled else { return nil }
            if let exact {
                state.budget.correct(by: exact.used - settled.settlement.used)
                settled.settlement = exact
            }
            recorder.record(.callSettled(settled))
            return settled.settlement
        }
        if let settlement { settleShared(call, settlement) }
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

// MARK: - Time

extension RunMeter {
    /// Which limit of time is reached, the run's own or one of several runs together; nil while none is.
    var timeUsed: LimitReached? {
        do throws(LimitReached) {
            _ = try timeLeft()
            return nil
        } catch {
            return error
        }
    }

    /// How long to wait before it is worth looking whether a limit of time is reached; nil where there is none.
    /// - Throws: the limit that is reached.
    func timeLeft() throws(LimitReached) -> Duration? {
        if let reached = state.withLock({ timeUsed($0) }) { throw reached }
        let working = working
        // While nobody works the rest does not shrink: it is looked at again, but not without a pause.
        var left = [
            limits.time.map { $0 - recorder.stopwatch.elapsed },
            limits.workingTime.map { max($0 - working, .milliseconds(20)) },
        ]
        for budget in shared { left.append(try budget.timeLeft()) }
        return left.compactMap(\.self).min()
    }

    private func timeUsed(_ state: State) -> LimitReached? {
        if let time = limits.time, recorder.stopwatch.elapsed >= time {
            return LimitReached(kind: .time, used: time.spoken, allowed: time.spoken)
        }
        if let time = limits.workingTime, working(state) >= time {
            return LimitReached(kind: .workingTime, used: time.spoken, allowed: "\(time.spoken) of work")
        }
        return nil
    }
}
