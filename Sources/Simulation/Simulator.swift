public import Control
import HeapModule
import Planning
public import Speculation

/// Runs a workload through the machine in virtual time: the same machine as in a real run, without
/// agents, tasks or clocks.
public struct Simulator<Load: Workload, Controller: DepthController> {
    private typealias Ticket = SpeculationMachine.Ticket

    private let load: Load
    private var controller: Controller
    private var machine: SpeculationMachine
    private var now = 0.0
    private var arrivals = Heap<Arrival>()
    private var open: [Ticket: WorkInFlight] = [:]
    private var positions: [Int: OpenPosition] = [:]
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
        machine = SpeculationMachine(
            configuration: .init(scheduling: scheduling, earlyRepair: earlyRepair, stepLimit: load.stepLimit))
    }

    /// Runs to the end.
    public mutating func callAsFunction() -> SimulatedRun {
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
            let oldest = open.values.lazy.filter { $0.kind == .verification }.map(\.start).min() ?? now
            let decision = controller.decide(
                DepthContext(
                    frontier: machine.frontier, unresolvedDrafts: machine.unresolvedDrafts,
                    stepsLeft: load.stepLimit - machine.committed, oldestVerification: .seconds(now - oldest)))
            tell(.depthChanged(decision.depth))
        }
    }

    private mutating func tell(_ event: SpeculationMachine.Event) {
        run.transitions += 1
        carryOut(machine.handle(event))
    }

    // MARK: - Results

    private mutating func arrived(_ ticket: Ticket, _ work: WorkInFlight) {
        switch work.result {
        case .proposal(let action?, let cost) where work.kind == .draft:
            run.cost += cost
            positions[work.position]?.draft = action
            close(work, .drafted)
            controller.observe(.drafted(.seconds(now - work.start), Money(dollars: cost)))
            tell(.drafted(ticket, action.traits))
        case .proposal(let action?, let cost):
            run.cost += cost
            let draft = positions[work.position]?.draft
            let agrees = draft.map { $0.identity == action.identity }
            positions[work.position]?.decision = action
            close(work, agrees.map { $0 ? .agreed : .disagreed } ?? .decided)
            controller.observe(.verified(.seconds(now - work.start), Money(dollars: cost)))
            if let agrees { controller.observe(.compared(agrees: agrees)) }
            tell(.judged(ticket, action.traits, agrees: agrees ?? false))
        case .execution(succeeds: true):
            close(work, .observed)
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
                start(ticket, .draft, position, call.latency, .proposal(call.action, cost: call.cost))
            case .judge(let ticket, let position):
                let prefix = prefix(of: position)
                positions[position]?.attempts += 1
                let call = load.verification(
                    at: position, after: prefix, attempt: positions[position]?.attempts ?? 1)
                start(ticket, .verification, position, call.latency, .proposal(call.action, cost: call.cost))
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
                    run.cost += work.latency > 0 ? cost * (now - work.start) / work.latency : cost
                }
                close(work, .cancelled(reason))
            case .drop(let position, _):
                positions[position] = nil
            case .commit(let position, let source):
                guard let action = positions.removeValue(forKey: position)?.decision else { continue }
                prefix = prefix.appending(action)
                run.committed.append(action)
                run.sources.append(source)
                run.commitTimes.append(now)
            case .finish:
                break
            }
        }
    }

    private mutating func start(
        _ ticket: Ticket, _ kind: RunEvent.Work, _ position: Int, _ latency: Double, _ result: WorkInFlight.Result,
        of action: SimulatedAction? = nil
    ) {
        open[ticket] = WorkInFlight(
            kind: kind, position: position, start: now, latency: latency, result: result, index: run.work.count)
        arrivals.insert(Arrival(time: now + latency, ticket: ticket))
        if keepsWork {
            run.work.append(.init(ticket: ticket.number, kind: kind, position: position, action: action, start: now))
        }
    }

    private mutating func close(_ work: WorkInFlight, _ ending: SimulatedRun.Work.Ending) {
        guard keepsWork else { return }
        run.work[work.index].end = now
        run.work[work.index].ending = ending
    }

    private mutating func prefix(of position: Int) -> SimulatedPrefix {
        if let record = positions[position] { return record.prefix }
        let before = position == machine.frontier ? prefix : positions[position - 1]?.extended ?? prefix
        positions[position] = OpenPosition(prefix: before)
        return before
    }
}
