import Planning
import Testing

@testable import Speculation

/// Every interleaving of small cases: whatever is under way may end next, in every way it can end.
struct ExhaustiveTests {
    typealias Machine = SpeculationMachine
    typealias Traits = Machine.StepTraits

    @Test(arguments: [1, 2, 3], Machine.Scheduling.allCases)
    func everyInterleavingCommitsWhatTheVerifierAloneWould(
        depth: Int, scheduling: Machine.Scheduling
    ) async {
        await explore(depth: depth, scheduling: scheduling, verification: .besideDraft)
    }

    @Test(arguments: [0, 1, 2], [Machine.Verification.afterDraft, .ofDraft])
    func theSameHoldsWhereVerificationsWaitForTheirDraft(
        depth: Int, verification: Machine.Verification
    ) async {
        for scheduling in Machine.Scheduling.allCases {
            await explore(depth: depth, scheduling: scheduling, verification: verification)
        }
    }

    private func explore(
        depth: Int, scheduling: Machine.Scheduling, verification: Machine.Verification
    ) async {
        for (earlyRepair, execution) in [
            (true, Traits.Execution.none), (true, .early), (true, .late), (false, .early), (true, .provisional),
        ] {
            for finishAt in [nil, 1, 2, 3, 4] as [Int?] {
                var explorer = Explorer(
                    depth: depth, execution: execution, finishAt: finishAt,
                    configuration: .init(
                        scheduling: scheduling, earlyRepair: earlyRepair, verification: verification, stepLimit: 4))
                await explorer.explore()
                #expect(explorer.complaints.isEmpty, "\(explorer.complaints.prefix(3))")
                #expect(explorer.states > (depth == 0 ? 2 : 10))
                #expect(explorer.ends.contains(finishAt == nil ? .stepLimit : .taskOver))
            }
        }
    }

    @Test func theRunCanBeStoppedInEveryState() async {
        var explorer = Explorer(
            depth: 2, execution: .early, finishAt: 3, configuration: .init(stepLimit: 3), stops: true)
        await explorer.explore()
        #expect(explorer.complaints.isEmpty, "\(explorer.complaints.prefix(3))")
        #expect(explorer.ends.isSuperset(of: [.stopped(.interrupted), .taskOver]))
    }
}

/// Walks through all states that can be reached. The world is fixed: the verifier, asked on the
/// right prefix, finishes at `finishAt`; on a wrong one it may say anything.
private struct Explorer {
    typealias Machine = SpeculationMachine

    let depth: Int
    let execution: Machine.StepTraits.Execution
    let finishAt: Int?
    let configuration: Machine.Configuration
    var stops = false
    var complaints: [String] = []
    var states = 0
    var ends: Set<Machine.Ending> = []
    private var seen: Set<State.Key> = []
    private var unvisited: [State] = []

    init(
        depth: Int, execution: Machine.StepTraits.Execution, finishAt: Int?, configuration: Machine.Configuration,
        stops: Bool = false
    ) {
        self.depth = depth
        self.execution = execution
        self.finishAt = finishAt
        self.configuration = configuration
        self.stops = stops
    }

    /// The machine, and what a runner would know beside it.
    struct State {
        var machine: Machine
        var open: [Machine.Ticket: Work] = [:]
        /// Of these, the ones that confirm what was carried out early.
        var confirming: Set<Machine.Ticket> = []
        /// Positions whose draft or decision is known: is it what the verifier alone would do?
        var isRight: [Int: Bool] = [:]
        var committed: [Bool] = []

        struct Work: Hashable {
            let kind: RunEvent.Work
            let position: Int
        }

        struct Key: Hashable {
            let slots: [String]
            let committed: Int
            let rides: Bool
            let awaitsDepth: Bool
            let roundEnd: Int?
            let ending: Machine.Ending?
            let isRight: [Int: Bool]
        }

        /// The state without the numbers of tickets: paths that differ in those alone are one.
        var key: Key {
            let slots = machine.slots.map { slot in
                "\(slot.draft.name) \(slot.verification.name) \(slot.execution.name) \(slot.confirmation.name)"
            }
            return Key(
                slots: slots, committed: machine.committed, rides: machine.rides, awaitsDepth: machine.awaitsDepth,
                roundEnd: machine.roundEnd, ending: machine.ending, isRight: isRight)
        }
    }

    mutating func explore() async {
        var state = State(machine: Machine(configuration: configuration))
        carryOut(state.machine.start(), &state)
        settleDepth(&state)
        unvisited = [state]
        while let state = unvisited.popLast() {
            visit(state)
            // Other tests have servers and deadlines; this one only computes.
            if states.isMultiple(of: 256) { await Task.yield() }
        }
    }

    private mutating func visit(_ state: State) {
        guard complaints.isEmpty, seen.insert(state.key).inserted else { return }
        states += 1
        if let ending = state.machine.ending {
            ends.insert(ending)
            if !state.open.isEmpty { complain("work left open after the end", state) }
            if state.committed.contains(false) { complain("a wrong step was committed", state) }
            if ending == .taskOver, state.committed.count != finishAt { complain("finished at the wrong step", state) }
            return
        }
        if state.open.isEmpty { return complain("nothing under way and no end", state) }
        for (ticket, work) in state.open {
            for (event, right) in outcomes(of: ticket, work, state) { follow(event, after: ticket, work, right, state) }
        }
        if stops {
            follow(.stopped(.interrupted), after: nil, nil, nil, state)
            follow(.ridingStopped(.limitReached), after: nil, nil, nil, state)
        }
    }

    /// Everything that can come of a piece of work: the event, and whether the step it brings is right.
    private func outcomes(
        of ticket: Machine.Ticket, _ work: State.Work, _ state: State
    ) -> [(Machine.Event, Bool?)] {
        let position = work.position
        let prefixIsRight = (state.machine.committed + 1..<max(position, state.machine.committed + 1))
            .allSatisfy { state.isRight[$0] == true }
        let truth = Machine.StepTraits(finishes: position == finishAt, execution: execution)
        let other = Machine.StepTraits(execution: execution)
        let finish = Machine.StepTraits(finishes: true, execution: execution)
        switch work.kind {
        case .draft:
            return [
                (.drafted(ticket, truth), prefixIsRight), (.drafted(ticket, other), false),
                (.drafted(ticket, finish), false), (.failed(ticket), nil),
            ]
        case .execution:
            if state.confirming.contains(ticket) {
                return [(.confirmed(ticket), nil), (.stale(ticket), nil), (.failed(ticket), nil)]
            }
            return [(.observed(ticket), nil), (.failed(ticket), nil)]
        case .verification:
            let draft: Bool? =
                if position - state.machine.committed - 1 < state.machine.slots.count,
                    case .ready = state.machine.slots[position - state.machine.committed - 1].draft
                { state.isRight[position] ?? false } else { nil }
            guard !prefixIsRight else {
                return [(.judged(ticket, truth, agrees: draft == true), true), (.failed(ticket), nil)]
            }
            let agreement: [(Machine.Event, Bool?)] =
                draft == nil ? [] : [(.judged(ticket, other, agrees: true), false)]
            return agreement + [
                (.judged(ticket, other, agrees: false), false), (.judged(ticket, finish, agrees: false), false),
                (.failed(ticket), nil),
            ]
        }
    }

    private mutating func follow(
        _ event: Machine.Event, after ticket: Machine.Ticket?, _ work: State.Work?, _ right: Bool?, _ state: State
    ) {
        var next = state
        if let ticket {
            next.open[ticket] = nil
            next.confirming.remove(ticket)
        }
        if let work, let right { next.isRight[work.position] = right }
        carryOut(next.machine.handle(event), &next)
        settleDepth(&next)
        if let rule = next.machine.brokenInvariant { complain(rule, next) }
        unvisited.append(next)
    }

    private mutating func settleDepth(_ state: inout State) {
        while state.machine.wantsDepth { carryOut(state.machine.handle(.depthChanged(depth)), &state) }
    }

    private mutating func carryOut(_ effects: [Machine.Effect], _ state: inout State) {
        for effect in effects {
            switch effect {
            case .draft(let ticket, let position): open(ticket, .draft, position, &state)
            case .judge(let ticket, let position): open(ticket, .verification, position, &state)
            case .execute(let ticket, let position, _):
                open(ticket, .execution, position, &state)
                let slot = state.machine.slots.first
                if execution == .late, position != state.machine.frontier || slot?.isResolved != true {
                    complain("a late action was carried out early", state)
                }
            case .confirm(let ticket, let position):
                open(ticket, .execution, position, &state)
                state.confirming.insert(ticket)
                let slot = state.machine.slots.first
                if position != state.machine.frontier || slot?.isResolved != true {
                    complain("what is not certain was confirmed", state)
                }
            case .cancel(let ticket, _, _, _):
                if state.open.removeValue(forKey: ticket) == nil { complain("cancelled what was not open", state) }
            case .drop(let position, _): state.isRight[position] = nil
            case .commit(let position, _):
                if position != state.committed.count + 1 { complain("committed out of order", state) }
                state.committed.append(state.isRight.removeValue(forKey: position) == true)
            case .finish: break
            }
        }
    }

    private mutating func open(
        _ ticket: Machine.Ticket, _ kind: RunEvent.Work, _ position: Int, _ state: inout State
    ) {
        let work = State.Work(kind: kind, position: position)
        if state.open.values.contains(work) { complain("the same work twice at once", state) }
        state.open[ticket] = work
    }

    private mutating func complain(_ rule: String, _ state: State) {
        complaints.append("\(rule): \(state.key)")
    }
}

extension SpeculationMachine.Slot.DraftState {
    fileprivate var name: String {
        if case .running = self { "running" } else { "\(self)" }
    }
}

extension SpeculationMachine.Slot.VerificationState {
    fileprivate var name: String {
        if case .running = self { "running" } else { "\(self)" }
    }
}

extension SpeculationMachine.Slot.ExecutionState {
    fileprivate var name: String {
        if case .running(_, let source, let early) = self { "running \(source) \(early)" } else { "\(self)" }
    }
}

extension SpeculationMachine.Slot.ConfirmationState {
    fileprivate var name: String {
        if case .running = self { "confirming" } else { "\(self)" }
    }
}
