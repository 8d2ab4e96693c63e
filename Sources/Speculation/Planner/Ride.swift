import Control
import Planning

/// One run in progress: the loop that feeds the machine and carries out what it answers. Everything
/// here is touched by one task alone.
struct Ride<Controller: DepthController> {
    typealias Ticket = SpeculationMachine.Ticket

    let planner: SpeculativePlanner<Controller>
    let header: RunHeader
    let inbox: Inbox<RideMessage>
    let recorder: Recorder
    let meter: RunMeter
    let running = RunningWork<Ticket>()

    var machine: SpeculationMachine
    var controller: Controller
    /// What the controller gets to see of the steps that are not committed yet.
    var trail: DraftTrail
    var trajectory: Trajectory
    var positions: [Int: PositionRecord] = [:]
    var open: [Ticket: OpenWork] = [:]
    var lastDecision: DepthDecision?
    /// The frontier's verification, waiting for money that other calls still hold.
    var starved: Ticket?
    var isFlushing = false
    var mustFlush = false
    var lastCommit: Duration
    var error: (any Error)?
    /// When the run was over, whatever had to be waited for afterwards.
    var endedAt: Duration?

    init(_ planner: SpeculativePlanner<Controller>, start: RunStart, inbox: Inbox<RideMessage>) {
        self.planner = planner
        self.inbox = inbox
        header = start.header
        let resumption = start.resumption
        let stopwatch = Stopwatch(planner.clock, offset: resumption?.elapsed ?? .zero)
        recorder = Recorder(
            run: header.run, sink: planner.sink, stopwatch: stopwatch, next: resumption?.nextSequence ?? 1)
        let spent = resumption?.spent ?? .zero
        meter = RunMeter(
            recorder: recorder, budget: Budget(limit: header.limits.cost, spent: spent),
            nextCall: resumption?.nextCall ?? 1)
        trajectory = resumption?.trajectory ?? Trajectory()
        machine = SpeculationMachine(configuration: planner.configuration, committed: trajectory.count)
        controller = planner.controller
        let task = TaskFeatures(agent: header.agent, task: header.task)
        trail = DraftTrail(
            task, committed: trajectory.count,
            lastTool: trajectory.steps.last.map { ToolMark($0.action.tool) } ?? .none)
        lastCommit = stopwatch.elapsed
        if let resumption {
            recorder.record(.resumed(.init(steps: trajectory.count, resumedAt: resumption.resumedAt)))
        } else {
            recorder.record(.started(header))
        }
        controller.observe(.started(task, committed: trajectory.count))
    }

    mutating func run(in group: inout DiscardingTaskGroup) async -> RunOutcome {
        startTimer(in: &group)
        carryOut(machine.start(), in: &group)
        chooseDepth(in: &group)
        // After the end, calls that were cancelled still have to be settled.
        while endedAt == nil || !open.isEmpty || isFlushing {
            for message in await inbox.take() {
                take(message, in: &group)
                chooseDepth(in: &group)
            }
        }
        group.cancelAll()
        return await conclude()
    }

    // MARK: - Messages

    private mutating func take(_ message: RideMessage, in group: inout DiscardingTaskGroup) {
        switch message {
        case .proposed(let ticket, let result): proposed(ticket, result, in: &group)
        case .executed(let ticket, let result): executed(ticket, result, in: &group)
        case .timeIsUp:
            let limit = header.limits.time ?? .zero
            error = error ?? LimitReached(kind: .time, used: limit.spoken, allowed: limit.spoken)
            send(.stopped(.limitReached), in: &group)
        case .flushed(let failure):
            isFlushing = false
            if let failure {
                error = error ?? failure
                send(.stopped(.runFailed), in: &group)
            } else if mustFlush {
                flush(in: &group)
            }
        case .interrupted: send(.stopped(.interrupted), in: &group)
        case .trained(let checkpoint): controller.adopt(checkpoint)
        }
    }

    /// Tells the machine what happened and does what it answers.
    mutating func send(_ event: SpeculationMachine.Event, in group: inout DiscardingTaskGroup) {
        carryOut(machine.handle(event), in: &group)
    }

    private mutating func chooseDepth(in group: inout DiscardingTaskGroup) {
        while machine.wantsDepth {
            let decision = controller.decide(
                trail.context(
                    stepsLeft: machine.configuration.stepLimit - machine.committed,
                    now: recorder.stopwatch.elapsed.seconds))
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
        controller.observe(outcome)
        guard let training = controller.takeTraining() else { return }
        let inbox = inbox
        group.addTask(priority: .utility) { inbox.post(.trained(training())) }
    }

    // MARK: - The end

    private mutating func conclude() async -> RunOutcome {
        let status = self.status
        let answer = status == .finished ? trajectory.steps.last?.action.answer : nil
        recorder.record(
            .finished(
                .init(
                    status: status, answer: answer, limit: error as? LimitReached,
                    error: status == .failed ? error.map { "\($0)" } : nil)),
            at: endedAt)
        var outcome = RunOutcome(status: status, trajectory: trajectory, answer: answer, error: error)
        do {
            try await planner.sink.flush()
        } catch {
            outcome = RunOutcome(status: .failed, trajectory: trajectory, answer: answer, error: self.error ?? error)
        }
        return outcome
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
