import Planning
import Synchronization

extension StrategyRun {
    /// Adds a step to the trajectory, and carries it out first if it was not tried.
    /// - Throws: ``LimitReached`` when the trajectory is as long as it may be, what the environment throws,
    ///   and what keeps the record from being safe before an action that changes the world.
    public func commit(_ step: ChosenStep) async throws {
        try await commit([step])
    }

    private func add(_ step: ChosenStep) async throws {
        let prefix = trajectory
        guard prefix.count < header.limits.steps else { throw book.stepLimit(after: prefix.count) }
        try await reserveStep(at: prefix.count + 1)
        var step = step
        try await confirm(&step, after: prefix)
        if step.observation == nil { (step.observation, step.executionTime) = try await carryOut(step, after: prefix) }
        let committed = Step(action: step.action, observation: step.observation ?? .empty)
        credit(step.calls)
        state.withLock { $0.trajectory.append(committed) }
        book.recorder.record(
            .committed(
                .init(
                    position: prefix.count + 1, step: committed, source: step.source, verifierTime: step.verifierTime,
                    verifierCost: step.verifierCost, executionTime: step.executionTime)))
    }

    /// Sets the next step aside, as soon as others give one back where they hold all that are left.
    private func reserveStep(at position: Int) async throws {
        while true {
            do throws(LimitReached) {
                return try book.meter.reserveStep(at: position)
            } catch {
                guard error.obstacle == nil,
                    case .others(let budget)? = book.meter.contention(forStepAt: position)
                else { throw error }
                await budget.change()
                try Task.checkCancellation()
            }
        }
    }

    /// Sees to it that what was tried stands; what does not is to be carried out again.
    private func confirm(_ step: inout ChosenStep, after prefix: Trajectory) async throws {
        guard let observation = step.observation, !step.action.finishes else { return }
        let early = environment.earlyExecution(of: step.action)
        guard early != .unneeded else { return }
        var confirmation = Confirmation.stands
        if case .provisional = early {
            if early.changesWorld { try await announce(step.action, after: prefix) }
            confirmation = try await environment.confirm(
                Step(action: step.action, observation: observation), after: prefix)
        }
        var result = RunEvent.EarlyResult(position: prefix.count + 1, action: step.action, outcome: .reused)
        if case .stale(let reason) = confirmation {
            (result.outcome, result.reason) = (.stale, reason)
            step.observation = nil
        }
        book.recorder.record(.earlyResult(result))
    }

    /// Records that an action is about to change the world for good.
    private func announce(_ action: Action, after prefix: Trajectory) async throws {
        book.recorder.record(.executing(.init(position: prefix.count + 1, action: action)))
        try await book.recorder.makeSafe()
    }

    /// Adds several steps, in order.
    public func commit(_ steps: [ChosenStep]) async throws {
        // What was kept would follow the steps that are there now.
        keepBest([])
        for step in steps { try await add(step) }
    }

    /// Remembers the best plan so far: the steps that would follow the committed ones if the run had to end
    /// now. It replaces the one before, and is forgotten when something is committed; every step of it has to
    /// have been tried.
    public func keepBest(_ steps: [ChosenStep]) {
        state.withLock { $0.best = steps }
    }

    func commitBest() async throws {
        let best = state.withLock { state in
            defer { state.best = [] }
            return state.best
        }
        try await commit(best.filter { $0.observation != nil })
    }

    private func carryOut(_ step: ChosenStep, after prefix: Trajectory) async throws -> (Observation, Duration) {
        let early = environment.earlyExecution(of: step.action)
        if early == .unneeded { return (.empty, .zero) }
        if early.changesWorld { try await announce(step.action, after: prefix) }
        return try await execute(step.action, after: prefix, early: false)
    }
}
