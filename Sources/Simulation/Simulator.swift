public import Control
import Planning
public import Speculation

/// Runs a workload through the machine in virtual time: the same machine as in a real run, without
/// agents, tasks or clocks.
///
/// Workload and controller are existentials on purpose: a call through one takes nanoseconds, and
/// everything between the calls is compiled once, for every combination.
public struct Simulator {
    private typealias Ticket = SpeculationMachine.Ticket

    private let load: any Workload
    private let quota: CallQuota
    /// What decides how far to ride, with all that it has learnt so far.
    public private(set) var controller: any DepthController
    private var trail: DraftTrail
    private var lastCommit = 0.0
    private var machine: SpeculationMachine
    private var now = 0.0
    // A handful of entries each: going through them is faster than a heap or a dictionary.
    private var open: [OpenWork] = []
    private var places: [Place] = []
    private var prefix = SimulatedPrefix.empty
    private var run = SimulatedRun()
    private var runningCalls = 0
    private var waitingCalls = 0
    private var nextBeginning = 0.0
    private let keepsWork: Bool
    private let stepLimit: Int
    /// Room for what the machine answers.
    private var effects: [SpeculationMachine.Effect] = []

    /// Prepares a run.
    /// - Parameters:
    ///   - verification: when a position is verified, and what of.
    ///   - keepsWork: whether ``SimulatedRun/work`` lists everything that was started.
    public init(
        _ load: any Workload, controller: any DepthController, scheduling: SpeculationMachine.Scheduling = .continuous,
        earlyRepair: Bool = true, verification: SpeculationMachine.Verification = .besideDraft, keepsWork: Bool = true
    ) {
        self.load = load
        self.controller = controller
        self.keepsWork = keepsWork
        quota = load.quota
        stepLimit = load.stepLimit
        trail = DraftTrail(load.task)
        machine = SpeculationMachine(
            configuration: .init(
                scheduling: scheduling, earlyRepair: earlyRepair, verification: verification, stepLimit: stepLimit))
    }

    /// Runs to the end.
    public mutating func callAsFunction() -> SimulatedRun {
        let expected = min(stepLimit, 64)
        run.committed.reserveCapacity(expected)
        run.sources.reserveCapacity(expected)
        run.commitTimes.reserveCapacity(expected)
        learn(.started(load.task, committed: 0))
        carryOut(machine.start())
        chooseDepth()
        while machine.ending == nil, let work = takeNextArrival() {
            now = work.arrival
            arrived(work)
            chooseDepth()
        }
        run.ending = machine.ending
        run.latency = now
        return run
    }

    private mutating func chooseDepth() {
        while machine.wantsDepth {
            let decision = controller.decide(
                trail.context(stepsLeft: stepLimit - machine.committed, now: now))
            run.decisions += 1
            run.chosenDepths += decision.depth
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
        var effects: [SpeculationMachine.Effect] = []
        swap(&effects, &self.effects)
        machine.handle(event, appendingTo: &effects)
        carryOut(effects)
        effects.removeAll(keepingCapacity: true)
        swap(&effects, &self.effects)
    }

    // MARK: - Results

    private mutating func arrived(_ work: OpenWork) {
        switch work.result {
        case .proposal(let action?, let charge) where work.kind == .draft:
            run.drafting += charge
            if let place = place(of: work.position) {
                places[place].draft = action
                places[place].draftCost = charge.dollars
            }
            close(work, .drafted)
            let features = trail.drafted(
                at: work.position, tool: action.tool, finishes: action.traits.finishes, confidence: work.confidence,
                isRemembered: work.isRemembered)
            learn(.drafted(features, charge.figures(seconds: now - work.start)))
            tell(.drafted(work.ticket, action.traits))
        case .proposal(let action?, let charge):
            run.verifying += charge
            let figures = charge.figures(seconds: now - work.start)
            var agrees: Bool?
            if let place = place(of: work.position) {
                agrees = places[place].draft.map { $0.identity == action.identity }
                places[place].decision = action
                places[place].verification = figures
            }
            close(work, agrees.map { $0 ? .agreed : .disagreed } ?? .decided)
            learn(.verified(position: work.position, figures))
            if let comparison = trail.judged(at: work.position, tool: action.tool, agrees: agrees) { learn(comparison) }
            tell(.judged(work.ticket, action.traits, agrees: agrees ?? false))
        case .execution(succeeds: true):
            close(work, .observed)
            if let place = place(of: work.position) { places[place].executing = now - work.start }
            tell(.observed(work.ticket))
        case .proposal(nil, let charge):
            if work.kind == .draft {
                run.drafting += charge
                learn(.draftCancelled(position: work.position, charge.figures(seconds: now - work.start)))
            } else {
                run.verifying += charge
            }
            close(work, .failed)
            tell(.failed(work.ticket))
        case .execution(succeeds: false):
            close(work, .failed)
            tell(.failed(work.ticket))
        }
    }

    // MARK: - Effects

    private mutating func carryOut(_ effects: [SpeculationMachine.Effect]) {
        for effect in effects {
            switch effect {
            case .draft(let ticket, let position):
                let call = load.draft(at: position, after: prefix(of: position))
                run.drafts += 1
                start(ticket, .draft, position, call.latency, .proposal(call.action, call.charge), from: call)
            case .judge(let ticket, let position):
                let prefix = prefix(of: position)
                var attempt = 1
                if let place = place(of: position) {
                    places[place].attempts += 1
                    attempt = places[place].attempts
                }
                trail.verifies(position, since: now)
                let call = load.verification(at: position, after: prefix, attempt: attempt)
                run.verifications += 1
                start(ticket, .verification, position, call.latency, .proposal(call.action, call.charge), from: call)
            case .execute(let ticket, let position, let source):
                guard let place = place(of: position) else { continue }
                places[place].executions += 1
                guard let action = source == .verifier ? places[place].decision : places[place].draft else { continue }
                let execution = load.execution(of: action, at: position, attempt: places[place].executions)
                start(
                    ticket, .execution, position, execution.latency, .execution(succeeds: execution.succeeds),
                    of: action)
            // Simulated actions read nothing that anybody could change.
            case .confirm(let ticket, _): tell(.confirmed(ticket))
            case .cancel(let ticket, _, _, let reason): cancel(ticket, reason)
            case .drop(let position, _):
                if let outcome = trail.dropped(position) { learn(outcome) }
                if let place = place(of: position) { places.removeSubrange(place...) }
            case .commit(let position, let source): commit(position, source)
            case .finish(let ending):
                learn(.ended(steps: run.committed.count, finished: ending == .taskOver))
            }
        }
    }

    private mutating func commit(_ position: Int, _ source: StepSource) {
        guard let place = places.first, let action = place.decision else { return }
        places.removeFirst()
        prefix = prefix.appending(action)
        run.usefulCost += (place.verification.dollars ?? 0) + (source == .drafted ? place.draftCost : 0)
        if let draft = place.draft {
            run.compared += 1
            if draft.identity == action.identity { run.matches += 1 }
        }
        run.committed.append(action)
        run.sources.append(source)
        run.commitTimes.append(now)
        trail.committed()
        learn(
            .committed(
                CommitFigures(
                    position: position, tool: action.tool, seconds: now - lastCommit,
                    verification: place.verification, executing: place.executing)))
        lastCommit = now
    }

    private mutating func cancel(_ ticket: Ticket, _ reason: CancelReason) {
        guard let index = open.firstIndex(where: { $0.ticket == ticket }) else { return }
        let work = open.remove(at: index)
        if case .proposal(_, let charge) = work.result {
            // A call that still waits for its turn was never sent.
            if work.begins <= now {
                let age = now - work.begins
                if work.kind == .draft {
                    run.drafting += charge
                    learn(.draftCancelled(position: work.position, charge.figures(seconds: age)))
                } else {
                    let charged = charge.cancelled(after: work.latency > 0 ? min(age / work.latency, 1) : 1)
                    run.verifying += charged
                    learn(.verificationCancelled(position: work.position, charged.figures(seconds: age)))
                }
            }
            release(work)
        }
        close(work, .cancelled(reason))
    }

    private mutating func prefix(of position: Int) -> SimulatedPrefix {
        if let place = place(of: position) { return places[place].prefix }
        let before = places.isEmpty ? prefix : places[places.count - 1].extended ?? prefix
        places.append(Place(prefix: before))
        return before
    }

    /// Where in `places` a position is kept; nil once it is committed or dropped.
    private func place(of position: Int) -> Int? {
        let index = position - run.committed.count - 1
        return places.indices.contains(index) ? index : nil
    }
}

// MARK: - Work under way

extension Simulator {
    private mutating func start(
        _ ticket: Ticket, _ kind: RunEvent.Work, _ position: Int, _ latency: Double, _ result: OpenWork.Result,
        of action: SimulatedAction? = nil, from call: SimulatedCall? = nil
    ) {
        open.append(
            OpenWork(
                ticket: ticket, kind: kind, position: position, start: now, latency: latency, result: result,
                confidence: call?.confidence, isRemembered: call?.isRemembered ?? false, index: run.work.count))
        if keepsWork {
            run.work.append(.init(ticket: ticket.number, kind: kind, position: position, action: action, start: now))
        }
        if kind == .execution {
            open[open.count - 1].begins = now
        } else if waitingCalls == 0, mayBegin(by: now) {
            begin(open.count - 1)
        } else {
            waitingCalls += 1
        }
    }

    /// Whether the quota lets a call begin at this time or before.
    private func mayBegin(by time: Double) -> Bool {
        runningCalls < quota.concurrent && nextBeginning <= time
    }

    private mutating func begin(_ index: Int) {
        open[index].begins = now
        nextBeginning = now + quota.spacing
        runningCalls += 1
        run.peakCalls = max(run.peakCalls, runningCalls)
    }

    /// A call has ended, or was cancelled.
    private mutating func release(_ work: OpenWork) {
        guard work.kind != .execution else { return }
        if work.begins < .infinity { runningCalls -= 1 } else { waitingCalls -= 1 }
    }

    /// The piece of work that ends next. At equal times, what was started first comes first.
    private mutating func takeNextArrival() -> OpenWork? {
        var next = nextArrival
        // What was asked for first stands first. Its turn is given out when it comes, so that a call that is
        // cancelled while it waits takes none.
        while waitingCalls > 0, mayBegin(by: next.map { open[$0].arrival } ?? .infinity),
            let waiting = open.firstIndex(where: { $0.begins == .infinity })
        {
            now = max(now, nextBeginning)
            waitingCalls -= 1
            begin(waiting)
            next = nextArrival
        }
        guard let next else { return nil }
        let work = open.remove(at: next)
        now = work.arrival
        release(work)
        return work
    }

    private var nextArrival: Int? {
        var next: Int?
        var earliest = Double.infinity
        for index in open.indices {
            let arrival = open[index].arrival
            if arrival < earliest {
                earliest = arrival
                next = index
            }
        }
        return next
    }

    private mutating func close(_ work: OpenWork, _ ending: SimulatedRun.Work.Ending) {
        guard keepsWork else { return }
        run.work[work.index].end = now
        run.work[work.index].ending = ending
    }
}

extension Simulator {
    private struct OpenWork {
        enum Result {
            case proposal(SimulatedAction?, SimulatedCharge)
            case execution(succeeds: Bool)
        }

        let ticket: SpeculationMachine.Ticket
        let kind: RunEvent.Work
        let position: Int
        /// When it was asked for.
        let start: Double
        let latency: Double
        let result: Result
        let confidence: Double?
        let isRemembered: Bool
        let index: Int
        /// When it began; a call may have to wait for the quota.
        var begins = Double.infinity

        var arrival: Double { begins + latency }
    }

    /// A position that is not committed yet, the frontier first.
    private struct Place {
        let prefix: SimulatedPrefix
        var draft: SimulatedAction?
        var decision: SimulatedAction?
        var draftCost = 0.0
        var verification = CallFigures(seconds: 0)
        var executing = 0.0
        var attempts = 0
        var executions = 0

        var extended: SimulatedPrefix? { (decision ?? draft).map(prefix.appending) }
    }
}
