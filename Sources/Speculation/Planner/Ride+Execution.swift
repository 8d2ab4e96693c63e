import Planning

// Carrying out actions: early, for good, and making real what was carried out early.
extension Ride {
    mutating func execute(
        _ ticket: Ticket, at position: Int, _ source: StepSource, in group: inout DiscardingTaskGroup
    ) {
        guard let record = positions[position] else { return }
        let proposed = source == .verifier ? record.judgement : record.judgement ?? record.draft
        guard let action = proposed?.proposal.action else { return }
        let prefix = record.prefix
        let early = position != machine.frontier || record.judgement == nil
        let environment = planner.environment
        let isFinal = !early && environment.earlyExecution(of: action).changesWorld
        let unsaved = begin(ticket, at: position, action, early: early, isFinal: isFinal)
        if early { positions[position]?.early = action }
        let stopwatch = recorder.stopwatch
        launch(.ticket(ticket), in: &group) {
            .executed(
                ticket,
                await Result {
                    try await unsaved?.makeSafe()
                    let began = stopwatch.elapsed
                    let observation =
                        early
                        ? try await environment.attempt(action, after: prefix)
                        : try await environment.execute(action, after: prefix)
                    return RideMessage.Execution(observation: observation, duration: stopwatch.elapsed - began)
                })
        }
    }

    mutating func confirm(_ ticket: Ticket, at position: Int, in group: inout DiscardingTaskGroup) {
        guard let record = positions[position], let action = record.judgement?.proposal.action else { return }
        let step = Step(action: action, observation: record.observation ?? .empty)
        let prefix = record.prefix
        let environment = planner.environment
        let isFinal = environment.earlyExecution(of: action).changesWorld
        let unsaved = begin(ticket, at: position, action, early: true, isFinal: isFinal)
        launch(.ticket(ticket), in: &group) {
            .confirmed(
                ticket, step,
                await Result {
                    try await unsaved?.makeSafe()
                    return try await environment.confirm(step, after: prefix)
                })
        }
    }

    /// Notes that an action is being carried out, or confirmed.
    /// - Parameter isFinal: whether that may change the world for good.
    /// - Returns: the record that has to be safe first; nil where nothing has to be.
    private mutating func begin(
        _ ticket: Ticket, at position: Int, _ action: Action, early: Bool, isFinal: Bool
    ) -> Recorder? {
        open[ticket] = OpenWork(
            position: position, work: .execution, started: recorder.stopwatch.elapsed, meter: nil, action: action,
            early: early, isFinal: isFinal)
        guard isFinal else { return nil }
        recorder.record(.executing(.init(position: position, action: action)))
        return recorder
    }

    mutating func executed(
        _ ticket: Ticket, _ result: Result<RideMessage.Execution, any Error>, in group: inout DiscardingTaskGroup
    ) {
        guard let work = open.removeValue(forKey: ticket), let action = work.action else { return }
        // What changed the world is recorded even when the run no longer waits for it.
        guard work.cancelled == nil || work.isFinal else { return }
        switch result {
        case .success(let execution):
            positions[work.position]?.observation = execution.observation
            positions[work.position]?.executionTime = execution.duration
            recorder.record(
                .executed(
                    .init(
                        position: work.position, action: action, observation: execution.observation, early: work.early,
                        duration: execution.duration)))
            send(.observed(ticket), in: &group)
        case .failure(let error):
            guard work.cancelled == nil else { return }
            dropEarly(at: work.position)
            failed(ticket, work, error, in: &group)
        }
    }

    mutating func confirmed(
        _ ticket: Ticket, _ step: Step, _ result: Result<Confirmation, any Error>,
        in group: inout DiscardingTaskGroup
    ) {
        guard let work = open.removeValue(forKey: ticket), let action = work.action else { return }
        switch result {
        case .success(.stands):
            // Whoever resumes the run has to know that it happened, and what came of it.
            if work.cancelled != nil, work.isFinal {
                recorder.record(
                    .executed(
                        .init(
                            position: work.position, action: action, observation: step.observation, early: false,
                            duration: .zero)))
            }
            send(.confirmed(ticket), in: &group)
        case .success(.stale(let reason)):
            guard work.cancelled == nil else { return }
            noteEarly(action, at: work.position, .stale, reason)
            positions[work.position]?.early = nil
            positions[work.position]?.observation = nil
            positions[work.position]?.executionTime = .zero
            send(.stale(ticket), in: &group)
        case .failure(let error):
            if work.cancelled == nil { failed(ticket, work, error, in: &group) }
        }
    }

    /// What was perhaps carried out early is not wanted: the verifier asked for something else, or it came to nothing.
    mutating func dropEarly(at position: Int) {
        guard let record = positions[position] else { return }
        if let early = record.early {
            planner.environment.discard(early, after: record.prefix)
            if record.observation != nil { noteEarly(early, at: position, .differs) }
        }
        positions[position]?.early = nil
        positions[position]?.observation = nil
        positions[position]?.executionTime = .zero
    }

    func noteEarly(
        _ action: Action, at position: Int, _ outcome: RunEvent.EarlyResult.Outcome, _ reason: String? = nil
    ) {
        // The end of a task is nothing that was carried out.
        guard !action.finishes else { return }
        recorder.record(.earlyResult(.init(position: position, action: action, outcome: outcome, reason: reason)))
    }
}
