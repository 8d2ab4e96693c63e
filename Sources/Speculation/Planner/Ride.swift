import Control
import Planning

/// One run in progress: the loop that feeds the machine and carries out what it answers. Everything
/// here is touched by one task alone.
struct Ride<Controller: DepthController> {
    typealias Ticket = SpeculationMachine.Ticket

    let planner: SpeculativePlanner<Controller>
    let book: RunBook
    let inbox: Inbox<RideMessage>
    let running = RunningWork<RideWork>()

    var machine: SpeculationMachine
    var controller: Controller
    /// What the controller gets to see of the steps that are not committed yet.
    var trail: DraftTrail
    var trajectory: Trajectory
    var positions: [Int: PositionRecord] = [:]
    var open: [Ticket: OpenWork] = [:]
    /// Audits under way, by their position.
    var audits: [Int: OpenAudit] = [:]
    var lastDecision: DepthDecision?
    /// The frontier's verification, waiting for money that other calls still hold, or for a step that other runs do.
    var starved: (ticket: Ticket, contention: RunMeter.Contention)?
    /// Drafts of all runs together, where there are others.
    let allowance: DraftAllowance?
    /// What the controller said last, and of which position.
    var choice: (decision: DepthDecision, position: Int)?
    var isFlushing = false
    var mustFlush = false
    var lastCommit: Duration
    var error: (any Error)?
    /// When the run was over, whatever had to be waited for afterwards.
    var endedAt: Duration?

    init(_ planner: SpeculativePlanner<Controller>, start: RunStart, inbox: Inbox<RideMessage>) {
        self.planner = planner
        self.inbox = inbox
        allowance = start.sharing.drafts
        book = RunBook(start, sink: planner.sink, clock: planner.clock, deciding: planner.pair.deciderRole)
        trajectory = book.trajectory
        let task = TaskFeatures(agent: start.header.agent, task: start.header.task)
        machine = SpeculationMachine(
            configuration: planner.configuration, committed: trajectory.count,
            isOver: trajectory.steps.last?.action.finishes ?? false)
        controller = planner.controller
        trail = DraftTrail(
            task, committed: trajectory.count,
            lastTool: trajectory.steps.last.map { ToolMark($0.action.tool) } ?? .none)
        lastCommit = book.recorder.stopwatch.elapsed
        observe(.started(task, committed: trajectory.count))
    }

    var header: RunHeader { book.header }
    var recorder: Recorder { book.recorder }
    var meter: RunMeter { book.meter }

    mutating func run(in group: inout DiscardingTaskGroup) async -> RunOutcome {
        watchRecord(in: &group)
        begin(in: &group)
        chooseDepth(in: &group)
        // After the end, calls that were cancelled still have to be settled, and audits may come to their end.
        while endedAt == nil || !open.isEmpty || !audits.isEmpty || isFlushing {
            for message in await inbox.take() {
                take(message, in: &group)
                chooseDepth(in: &group)
            }
        }
        group.cancelAll()
        return await conclude()
    }

    private mutating func begin(in group: inout DiscardingTaskGroup) {
        if let reached = meter.timeUsed { return take(.timeIsUp(reached), in: &group) }
        watchTime(in: &group)
        guard !Task.isCancelled else { return take(.interrupted, in: &group) }
        carryOut(machine.start(), in: &group)
    }

    // MARK: - Messages

    private mutating func take(_ message: RideMessage, in group: inout DiscardingTaskGroup) {
        // Cancellation reaches the agents at the same time as this loop: what they say of it comes second.
        if Task.isCancelled { send(.stopped(.interrupted), in: &group) }
        switch message {
        case .proposed(let ticket, let result): proposed(ticket, result, in: &group)
        case .executed(let ticket, let result): executed(ticket, result, in: &group)
        case .confirmed(let ticket, let step, let result): confirmed(ticket, step, result, in: &group)
        case .audited(let position, let result): audited(position, result, in: &group)
        case .timeIsUp(let limit):
            stop(.limitReached, limit, in: &group)
            // After the end, audits take time too.
            cancelAudits(.limitReached, in: &group)
        case .moneyIsBack:
            // From here on only the run's own calls are in the way.
            starved?.contention = .run
            retryStarved(in: &group)
        case .flushed(let failure):
            isFlushing = false
            if let failure { return stop(.runFailed, failure, in: &group) }
            if mustFlush, endedAt == nil { flush(in: &group) }
        case .broken(let failure): stop(.runFailed, failure, in: &group)
        case .interrupted: send(.stopped(.interrupted), in: &group)
        case .patienceIsOver: abandon()
        case .auditsAreDue: cancelAudits(.limitReached, in: &group)
        case .trained(let checkpoint): controller.adopt(checkpoint)
        }
    }

    private mutating func stop(_ reason: CancelReason, _ error: any Error, in group: inout DiscardingTaskGroup) {
        guard machine.ending == nil else { return }
        self.error = error
        send(.stopped(reason), in: &group)
    }

    /// Gives up waiting for work that was cancelled, so that the record can be completed.
    private mutating func abandon() {
        for work in open.values {
            guard let calls = work.meter?.sum().calls else { continue }
            recorder.resolve(calls, (work.cancelled ?? .runFailed).standing)
        }
        open = [:]
        abandonAudits()
    }

    /// Tells the machine what happened and does what it answers.
    mutating func send(_ event: SpeculationMachine.Event, in group: inout DiscardingTaskGroup) {
        carryOut(machine.handle(event), in: &group)
    }

    private mutating func chooseDepth(in group: inout DiscardingTaskGroup) {
        while machine.wantsDepth {
            let context = trail.context(
                stepsLeft: machine.configuration.stepLimit - machine.committed, now: recorder.stopwatch.elapsed.seconds)
            let decision = controller.decide(context)
            keep(decision, ofDraftAt: context.next.position)
            if decision.depth != lastDecision?.depth { observe(.rode(depth: decision.depth)) }
            if decision.depth != lastDecision?.depth || decision.reason != lastDecision?.reason {
                lastDecision = decision
                recorder.record(
                    .depthChosen(
                        .init(
                            position: machine.frontier, depth: decision.depth, reason: decision.reason,
                            acceptance: decision.acceptance, survival: decision.survival, threshold: decision.threshold)
                    ))
            }
            let depth = planner.pair.drafter == nil ? 0 : decision.depth
            send(.depthChanged(depth, draftsBeyond: decision.draftsBeyond), in: &group)
        }
    }

    /// Tells the controller what happened; if that makes it want to train, it trains beside the run.
    mutating func learn(_ outcome: DepthOutcome, in group: inout DiscardingTaskGroup) {
        observe(outcome)
        guard let training = controller.takeTraining() else { return }
        let inbox = inbox
        group.addTask(priority: .utility) { inbox.post(.trained(training())) }
    }

    private mutating func observe(_ outcome: DepthOutcome) {
        controller.observe(outcome)
        planner.log?.add(outcome)
    }

    // MARK: - The end

    private mutating func conclude() async -> RunOutcome {
        if machine.ending == .stepLimit { error = book.stepLimit(after: trajectory.count) }
        return await book.close(status, trajectory, at: endedAt ?? recorder.stopwatch.elapsed, error: error)
    }

    private var status: RunStatus {
        switch machine.ending {
        case .taskOver: .finished
        case .stepLimit, .stopped(.limitReached): .limit
        case .stopped(.interrupted): .interrupted
        case .verificationFailed, .executionFailed, .stopped, nil: .failed
        }
    }
}
