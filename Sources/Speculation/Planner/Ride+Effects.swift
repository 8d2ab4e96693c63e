import Control
import Planning

// What the machine asks for.
extension Ride {
    mutating func carryOut(_ effects: [SpeculationMachine.Effect], in group: inout DiscardingTaskGroup) {
        for effect in effects {
            switch effect {
            case .draft(let ticket, let position): propose(ticket, at: position, as: .draft, in: &group)
            case .judge(let ticket, let position): propose(ticket, at: position, as: .verification, in: &group)
            case .execute(let ticket, let position, let source): execute(ticket, at: position, source, in: &group)
            case .confirm(let ticket, let position): confirm(ticket, at: position, in: &group)
            case .cancel(let ticket, let position, let work, let reason): cancel(ticket, position, work, reason)
            case .drop(let position, let reason): drop(position, reason, in: &group)
            case .commit(let position, let source): commit(position, source, in: &group)
            case .finish(let ending): finish(ending, in: &group)
            }
        }
    }

    mutating func propose(
        _ ticket: Ticket, at position: Int, as work: RunEvent.Work, in group: inout DiscardingTaskGroup
    ) {
        let prefix = prefix(of: position)
        let isDraft = work == .draft
        if !isDraft { trail.verifies(position, since: recorder.stopwatch.elapsed.seconds) }
        guard let agent = isDraft ? planner.pair.drafter : planner.pair.decider else { return }
        let policy = planner.policy
        let draft = positions[position]?.draft?.proposal
        let early = draft.map { planner.environment.earlyExecution(of: $0.action) } ?? .unneeded
        let turn = isDraft ? turn(ofDraftAt: position) : nil
        let meter = ProposalMeter(
            run: meter, role: isDraft ? .drafter : planner.pair.deciderRole, position: position,
            prefix: prefix.fingerprint)
        open[ticket] = OpenWork(
            position: position, work: work, started: recorder.stopwatch.elapsed, meter: meter, action: nil,
            early: false,
            isFinal: false, turn: turn)
        let request = ProposalRequest(task: header.task, trajectory: prefix)
        launch(.ticket(ticket), in: &group) {
            .proposed(
                ticket,
                await Result {
                    try await turn?.come()
                    if isDraft { return Verdict(try await agent.propose(request, meter: meter)) }
                    return try await policy.verdict(
                        on: StepToVerify(request: request, draft: draft, earlyExecution: early), by: agent,
                        meter: meter)
                })
        }
    }

    func launch(
        _ key: RideWork, in group: inout DiscardingTaskGroup, _ work: @escaping @Sendable () async -> RideMessage
    ) {
        let running = running
        let inbox = inbox
        running.announce(key)
        group.addTask {
            inbox.post(await running.run(key, work))
        }
    }

    private mutating func cancel(_ ticket: Ticket, _ position: Int, _ work: RunEvent.Work, _ reason: CancelReason) {
        recorder.record(.cancelled(.init(position: position, work: work, reason: reason)))
        open[ticket]?.cancelled = reason
        running.cancel(.ticket(ticket))
        if starved?.ticket == ticket {
            starved = nil
            open[ticket] = nil
        }
    }

    private mutating func drop(_ position: Int, _ reason: CancelReason, in group: inout DiscardingTaskGroup) {
        if let outcome = trail.dropped(position) { learn(outcome, in: &group) }
        guard let record = positions.removeValue(forKey: position) else { return }
        record.early.map { planner.environment.discard($0, after: record.prefix) }
        recorder.resolve(record.draft?.totals.calls ?? [], reason.standing)
        recorder.resolve(record.judgement?.totals.calls ?? [], reason.standing)
    }

    private mutating func commit(_ position: Int, _ source: StepSource, in group: inout DiscardingTaskGroup) {
        guard var record = positions.removeValue(forKey: position), let judgement = record.judgement else { return }
        let isKept = record.assessment?.isKept == true
        if isKept, record.assessment?.wantsAudit == true {
            audit(judgement.proposal.action, at: position, after: record.prefix, in: &group)
        }
        if let early = record.early { noteEarly(early, at: position, .reused) }
        // Nobody else holds the steps then, and the next one is added without copying them all.
        record.prefix = Trajectory()
        // The verifier's own text, also where the draft agreed: equal actions may be spelt differently.
        let step = Step(action: judgement.proposal.action, observation: record.observation ?? .empty)
        trajectory.append(step)
        let now = recorder.stopwatch.elapsed
        resolve(judgement.totals, .useful)
        resolve(record.draft?.totals, source == .drafted ? .useful : .mismatched)
        recorder.record(
            .committed(
                .init(
                    position: position, step: step, source: planner.pair.deciderRole == .drafter ? .drafted : source,
                    verifierTime: judgement.totals.unaided.duration, verifierCost: judgement.totals.unaided.cost,
                    executionTime: record.executionTime)))
        trail.committed()
        planner.policy.observe(.committed(record.assessment, verifierCost: judgement.totals.cost))
        // A step that the verifier did not decide says nothing of what its decisions take.
        if !isKept {
            learn(
                .committed(
                    CommitFigures(
                        position: position, tool: ToolMark(step.action.tool), seconds: (now - lastCommit).seconds,
                        verification: judgement.totals.figures, executing: record.executionTime.seconds)),
                in: &group)
        }
        lastCommit = now
        mustFlush = true
        if !isFlushing { flush(in: &group) }
    }

    private mutating func finish(_ ending: SpeculationMachine.Ending, in group: inout DiscardingTaskGroup) {
        learn(.ended(steps: trajectory.count, finished: ending == .taskOver), in: &group)
        let end = recorder.stopwatch.elapsed
        endedAt = end
        concludeAudits(after: ending, at: end, in: &group)
        if !open.isEmpty { startTimer(.seconds(5), .patienceIsOver, in: &group) }
    }

    /// Has the record made safe, without waiting for it.
    mutating func flush(in group: inout DiscardingTaskGroup) {
        isFlushing = true
        mustFlush = false
        let sink = planner.sink
        let inbox = inbox
        group.addTask {
            do {
                try await sink.flush()
                inbox.post(.flushed(nil))
            } catch {
                inbox.post(.flushed(error))
            }
        }
    }

    /// Has the run told when it has had its time.
    func watchTime(in group: inout DiscardingTaskGroup) {
        let (book, inbox, clock) = (book, inbox, planner.clock)
        group.addTask {
            if let reached = await book.timeIsUp(on: clock) { inbox.post(.timeIsUp(reached)) }
        }
    }

    /// Has the run told when others have given money back.
    func awaitMoney(of budget: any SharedBudget, in group: inout DiscardingTaskGroup) {
        let inbox = inbox
        group.addTask {
            await budget.change()
            inbox.post(.moneyIsBack)
        }
    }

    func startTimer(_ duration: Duration, _ message: RideMessage, in group: inout DiscardingTaskGroup) {
        let clock = planner.clock
        let inbox = inbox
        group.addTask {
            do {
                try await clock.sleep(for: duration)
                inbox.post(message)
            } catch {
                // The run ended first.
            }
        }
    }

    /// Has the run told at once when its record breaks.
    func watchRecord(in group: inout DiscardingTaskGroup) {
        let sink = planner.sink
        let inbox = inbox
        group.addTask {
            if let failure = await sink.breakdown() { inbox.post(.broken(failure)) }
        }
    }

    /// The steps before `position`, as far as they are known, and a record to keep what comes.
    private mutating func prefix(of position: Int) -> Trajectory {
        if let record = positions[position] { return record.prefix }
        let prefix = position == machine.frontier ? trajectory : positions[position - 1]?.extended ?? trajectory
        positions[position] = PositionRecord(prefix: prefix)
        return prefix
    }
}
