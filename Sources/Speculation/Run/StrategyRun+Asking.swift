public import Planning
import Synchronization

extension StrategyRun {
    /// Asks an agent for a step.
    /// - Throws: what the agent throws.
    public func ask(
        _ agent: any Agent, as role: AgentRole, _ request: ProposalRequest
    ) async throws -> Asked<Proposal> {
        try await call(as: role, after: request.trajectory) { meter in
            try await agent.propose(request, meter: meter)
        }
    }

    /// Asks a reward model what steps are worth.
    /// - Throws: what the model throws.
    public func scores(by rewards: any RewardModel, _ request: RewardRequest) async throws -> Asked<[Double]> {
        try await call(as: .scorer, after: request.trajectory) { meter in
            try await rewards.scores(for: request, meter: meter)
        }
    }

    /// Has `work` ask whomever it likes, through a meter of the run.
    /// - Parameters:
    ///   - role: whom the calls serve.
    ///   - prefix: the steps that are built on; the calls are booked on the position after them.
    /// - Throws: what `work` throws; a ``LimitReached`` only when waiting for others does not help.
    public func call<Value: Sendable>(
        as role: AgentRole, after prefix: Trajectory, _ work: (any CallMeter) async throws -> Value
    ) async throws -> Asked<Value> {
        while true {
            let meter = ProposalMeter(
                run: book.meter, role: role, position: prefix.count + 1, prefix: prefix.fingerprint)
            do {
                let value = try await work(meter)
                let totals = meter.sum()
                let calls = totals.calls.filter { !totals.replaced.contains($0) }
                book.recorder.resolve(totals.calls.filter(totals.replaced.contains), .unused)
                keep(calls)
                return Asked(value: value, calls: calls, duration: totals.duration, cost: totals.cost)
            } catch {
                let totals = meter.sum()
                book.recorder.resolve(totals.calls, error is CancellationError ? .unused : .failed)
                // A call that was never made holds nothing that others could wait for.
                if !totals.calls.isEmpty { wakeWaiting() }
                guard let limit = error as? LimitReached, let contention = totals.contention else { throw error }
                // Steps before this one are held, and may be what somebody else waits for.
                guard limit.kind != .steps || prefix.count == trajectory.count else { throw error }
                switch contention {
                case .run: while book.meter.hasReservations { await otherCalls() }
                case .others(let budget): await budget.change()
                }
                try Task.checkCancellation()
            }
        }
    }

    /// Says that calls were of use, although no committed step came of them: those of a comparison, say.
    public func credit(_ calls: [CallID]) {
        let known = state.withLock { state in calls.filter { state.unresolved.remove($0) != nil } }
        book.recorder.resolve(known, .useful)
    }

    /// Tries an action that is not decided on.
    /// - Returns: what came back, and how long it took.
    /// - Throws: ``StrategyError/untriable(action:reason:)`` where it may not be tried, and what the environment throws.
    public func attempt(_ action: Action, after prefix: Trajectory) async throws -> (Observation, Duration) {
        switch environment.earlyExecution(of: action) {
        case .unneeded: return (.empty, .zero)
        case .refused(let reason): throw StrategyError.untriable(action: action.text, reason: reason)
        case .allowed, .provisional: return try await execute(action, after: prefix, early: true)
        }
    }

    func execute(
        _ action: Action, after prefix: Trajectory, early: Bool
    ) async throws -> (Observation, Duration) {
        let began = book.recorder.stopwatch.elapsed
        let observation: Observation
        do {
            observation =
                early
                ? try await environment.attempt(action, after: prefix)
                : try await environment.execute(action, after: prefix)
        } catch let failure as FailedAttempt {
            // What is tried here is weighed with all that came of it.
            observation = failure.observation
        }
        let duration = book.recorder.stopwatch.elapsed - began
        book.recorder.record(
            .executed(
                .init(
                    position: prefix.count + 1, action: action, observation: observation, early: early,
                    duration: duration)))
        return (observation, duration)
    }

    private func keep(_ calls: [CallID]) {
        state.withLock { $0.unresolved.formUnion(calls) }
        wakeWaiting()
    }

    /// Whoever waits for money tries again: some may have been given back.
    private func wakeWaiting() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Returns when a call of this run has ended.
    private func otherCalls() async {
        await withCheckedContinuation { continuation in
            // Between the look at the reservations and this line the last other call may have ended.
            let isAlone = state.withLock { state in
                guard book.meter.hasReservations else { return true }
                state.waiting.append(continuation)
                return false
            }
            if isAlone { continuation.resume() }
        }
    }
}
