public import Control
import HeapModule
import Planning
public import Speculation

/// Runs a workload through the machine in virtual time: the same machine as in a real run, without
/// agents, tasks or clocks.
public struct Simulator<Load: Workload, Controller: DepthController> {
    private typealias Ticket = SpeculationMachine.Ticket

    private let load: Load
    /// The controller, with what it has learnt so far.
    public private(set) var controller: Controller
    private var trail: DraftTrail
    private var lastCommit = 0.0
    private var machine: SpeculationMachine
    private var now = 0.0
    private var arrivals = Heap<Arrival>()
    private var open: [Ticket: OpenWork] = [:]
    private var positions: [Int: Position] = [:]
    private var prefix = SimulatedPrefix.empty
    private var run = SimulatedRun()
    private let keepsWork: Bool

    /// Prepares a run.
    /// - Parameters:
    ///   - keepsWork: whether ``SimulatedRun/work`` lists everything that was started.
    public init(
        _ load: Load, controller: Controller, scheduling: SpeculationMachine.Scheduling = .continuous,
        earlyRepair: Bool = true, keepsWork: Bool = true
    ) {
        self.load = load
        self.controller = controller
        self.keepsWork = keepsWork
        trail = DraftTrail(load.task)
        machine = SpeculationMachine(
            configuration: .init(scheduling: scheduling, earlyRepair: earlyRepair, stepLimit: load.stepLimit))
    }

    /// Runs to the end.
    public mutating func callAsFunction() -> SimulatedRun {
        learn(.started(load.task, committed: 0))
        carryOut(machine.start())
        chooseDepth()
        while machine.ending == nil, let arrival = arrivals.popMin() {
            guard let work = open.removeValue(forKey: arrival.ticket) else { continue }
            now = arrival.time
            arrived(arrival.ticket, work)
            chooseDepth()
        }
        run.ending = machine.ending
        run.latency = now
        return run
    }

    private mutating func chooseDepth() {
        while machine.wantsDepth {
            let decision = controller.decide(
                trail.context(stepsLeft: load.stepLimit - machine.committed, now: now))
            tell(.depthChanged(decision.depth, draftsBeyond: decision.draftsBeyond))
        }
    }

    /// In virtual time training takes none.
    private mutating func learn(_ outcome: DepthOutcome) {
        controller.observe(outcome)
        if let training = controller.takeTraining() { controller.adopt(training()) }
    }

    private mutating func tell(_ event: SpeculationMachine.Event) {
        run.transitions += 1
        carryOut(machine.handle(event))
    }

    // MARK: - Results

    private mutating func arrived(_ ticket: Ticket, _ work: OpenWork) {
        switch work.result {
        case .proposal(let action?, let cost) where work.kind == .draft:
            run.cost += cost
            positions[work.position]?.draft = action
            close(work, .drafted)
            let features = trail.drafted(
                at: work.position, tool: action.tool, finishes: action.traits.finishes, confidence: work.confidence,
                isRemembered: work.isRemembered)
            learn(.drafted(features, .init(seconds: now - work.start, dollars: cost)))
            tell(.drafted(ticket, action.traits))
        case .proposal(let action?, let cost):
            run.cost += cost
            let draft = positions[work.position]?.draft
            let agrees = draft.map { $0.identity == action.identity }
            positions[work.position]?.decision = action
            close(work, agrees.map { $0 ? .agreed : .disagreed } ?? .decided)
            let figures = CallFigures(seconds: now - work.start, dollars: cost)
            positions[work.position]?.verification = figures
            learn(.verified(position: work.position, figures))
            let comparison = trail.judged(at: work.position, tool: action.tool, agrees: agrees)
            if let comparison { learn(comparison) }
            tell(.judged(ticket, action.traits, agrees: agrees ?? false))
        case .execution(succeeds: true):
            close(work, .observed)
            positions[work.position]?.executing = now - work.start
            tell(.observed(ticket))
        case .proposal(nil, let cost):
            run.cost += cost
            close(work, .failed)
            tell(.failed(ticket))
        case .execution(succeeds: false):
            close(work, .failed)
            tell(.failed(ticket))
        }
    }

    // MARK: - Effects

    private mutating func carryOut(_ effects: [SpeculationMachine.Effect]) {
        for effect in effects {
            switch effect {
            case .draft(let ticket, let position):
                let call = load.draft(at: position, after: prefix(of: position))
                start(ticket, .draft, position, call.latency, .proposal(call.action, cost: call.cost), from: call)
            case .judge(let ticket, let position):
                let prefix = prefix(of: position)
                positions[position]?.attempts += 1
                trail.verifies(position, since: now)
                let call = load.verification(
                    at: position, after: prefix, attempt: positions[position]?.attempts ?? 1)
                start(
                    ticket, .verification, position, call.latency, .proposal(call.action, cost: call.cost), from: call)
            case .execute(let ticket, let position, let source):
                positions[position]?.executions += 1
                let record = positions[position]
                guard let action = source == .verifier ? record?.decision : record?.draft else { continue }
                let execution = load.execution(of: action, at: position, attempt: record?.executions ?? 1)
                start(
                    ticket, .execution, position, execution.latency, .execution(succeeds: execution.succeeds),
                    of: action)
            case .cancel(let ticket, _, _, let reason):
                guard let work = open.removeValue(forKey: ticket) else { continue }
                if case .proposal(_, let cost) = work.result {
                    let age = now - work.start
                    let charge =
                        work.latency > 0
                        ? work.promptCost + (cost - work.promptCost) * min(age / work.latency, 1) : cost
                    run.cost += charge
                    let figures = CallFigures(seconds: age, dollars: charge)
                    learn(
                        work.kind == .draft
                            ? .draftCancelled(position: work.position, figures)
                            : .verificationCancelled(position: work.position, figures))
                }
                close(work, .cancelled(reason))
            case .drop(let position, _):
                if let outcome = trail.dropped(position) { learn(outcome) }
                positions[position] = nil
            case .commit(let position, let source):
                guard let record = positions.removeValue(forKey: position), let action = record.decision else {
                    continue
                }
                prefix = prefix.appending(action)
                run.committed.append(action)
                run.sources.append(source)
                run.commitTimes.append(now)
                trail.committed()
                learn(
                    .committed(
                        CommitFigures(
                            position: position, tool: action.tool, seconds: now - lastCommit,
                            verification: record.verification, executing: record.executing)))
                lastCommit = now
            case .finish(let ending):
                learn(.ended(steps: run.committed.count, finished: ending == .taskOver))
            }
        }
    }

    private mutating func start(
        _ ticket: Ticket, _ kind: RunEvent.Work, _ position: Int, _ latency: Double, _ result: OpenWork.Result,
        of action: SimulatedAction? = nil, from call: SimulatedCall? = nil
    ) {
        open[ticket] = OpenWork(
            kind: kind, position: position, start: now, latency: latency, result: result,
            promptCost: call?.promptCost ?? 0, confidence: call?.confidence, isRemembered: call?.isRemembered ?? false,
            index: run.work.count)
        arrivals.insert(Arrival(time: now + latency, ticket: ticket))
        if keepsWork {
            run.work.append(.init(ticket: ticket.number, kind: kind, position: position, action: action, start: now))
        }
    }

    private mutating func close(_ work: OpenWork, _ ending: SimulatedRun.Work.Ending) {
        guard keepsWork else { return }
        run.work[work.index].end = now
        run.work[work.index].ending = ending
    }

    private mutating func prefix(of position: Int) -> SimulatedPrefix {
        if let record = positions[position] { return record.prefix }
        let before = position == machine.frontier ? prefix : positions[position - 1]?.extended ?? prefix
        positions[position] = Position(prefix: before)
        return before
    }
}

extension Simulator {
    /// When a piece of work ends. At equal times, what was started first comes first.
    private struct Arrival: Comparable {
        let time: Double
        let ticket: Ticket

        static func < (left: Arrival, right: Arrival) -> Bool {
            (left.time, left.ticket.number) < (right.time, right.ticket.number)
        }
    }

    private struct OpenWork {
        enum Result {
            case proposal(SimulatedAction?, cost: Double)
            case execution(succeeds: Bool)
        }

        let kind: RunEvent.Work
        let position: Int
        let start: Double
        let latency: Double
        let result: Result
        let promptCost: Double
        let confidence: Double?
        let isRemembered: Bool
        let index: Int
    }

    private struct Position {
        let prefix: SimulatedPrefix
        var draft: SimulatedAction?
        var decision: SimulatedAction?
        var attempts = 0
        var executions = 0
        var verification = CallFigures(seconds: 0)
        var executing = 0.0

        var extended: SimulatedPrefix? { (decision ?? draft).map(prefix.appending) }
    }
}
