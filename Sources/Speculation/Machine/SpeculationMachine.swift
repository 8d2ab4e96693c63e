import Planning

/// The planner's logic: which step is drafted, verified, executed, cancelled and committed, and when.
///
/// A value with no clock, no concurrency and no I/O. A runner tells it what happened and carries
/// out what it answers; ``SpeculativePlanner`` does so with real agents in real time, `Simulator`
/// with recorded ones in virtual time. The machine knows positions and traits of steps, never
/// their contents.
///
/// The algorithm is Dynamic Speculative Planning (arXiv 2509.01920, algorithm 1), with lean
/// drafting, out-of-order verdicts and early repair.
///
/// Positions 1…`committed` belong to the trajectory. The next one is the *frontier*; whatever lies
/// beyond it is speculative. After every event but a change of depth the runner looks at
/// ``wantsDepth`` and, if it is true, sends `depthChanged`; until then nothing new is started
/// beyond the frontier.
public struct SpeculationMachine: Sendable {
    /// How the riding ahead is organised; fixed for a run.
    public let configuration: Configuration
    /// The number of steps in the trajectory.
    public internal(set) var committed: Int
    /// How the run ended; nil while it goes on.
    public internal(set) var ending: Ending?

    /// The frontier and what lies beyond it, in order.
    var slots: [Slot] = []
    /// Steps the verifier may run ahead on.
    var depth = 0
    /// Whether one step more may be drafted than the verifier may run ahead on.
    var draftsBeyond = true
    /// Whether the depth still has to be chosen for the present state.
    var awaitsDepth = true
    /// Whether riding ahead is allowed at all; once false, it stays so.
    var rides = true
    /// In rounds: the last position of the present round; nil between two rounds.
    var roundEnd: Int?
    /// The number of the next ticket.
    var nextTicket = 1

    /// Whether the task was over before the run began, as when a process died right after its last step.
    private let isOver: Bool

    /// A machine at the start of a task, or after `committed` steps of one that is resumed.
    /// - Parameter isOver: whether the last of these steps ends the task.
    public init(configuration: Configuration, committed: Int = 0, isOver: Bool = false) {
        self.configuration = configuration
        self.committed = committed
        self.isOver = isOver
    }

    /// The position that is verified next.
    public var frontier: Int { committed + 1 }

    /// Starts the run: the first effects.
    public mutating func start() -> [Effect] {
        var effects: [Effect] = []
        if isOver { end(.taskOver, cancelling: .taskOver, &effects) }
        settle(&effects)
        schedule(&effects)
        checkInvariants()
        return effects
    }

    /// Takes an event and says what has to be done about it, in this order.
    ///
    /// An event about work that was cancelled, or after the end, is ignored: results that race
    /// with their cancellation are normal.
    public mutating func handle(_ event: Event) -> [Effect] {
        var effects: [Effect] = []
        handle(event, appendingTo: &effects)
        return effects
    }

    /// The same for a runner that keeps one list for all events.
    public mutating func handle(_ event: Event, appendingTo effects: inout [Effect]) {
        guard ending == nil else { return }
        switch event {
        case .drafted(let ticket, let traits): drafted(ticket, traits)
        case .judged(let ticket, let traits, let agrees): judged(ticket, traits, agrees, &effects)
        case .observed(let ticket): observed(ticket)
        case .confirmed(let ticket): confirmed(ticket)
        case .stale(let ticket): stale(ticket, &effects)
        case .failed(let ticket): failed(ticket, &effects)
        case .depthChanged(let depth, let draftsBeyond): depthChanged(depth, draftsBeyond)
        case .ridingStopped(let reason): stopRiding(reason, &effects)
        case .stopped(let reason): end(.stopped(reason), cancelling: reason, &effects)
        }
        if case .depthChanged = event {} else if roundEnd == nil { awaitsDepth = true }
        settle(&effects)
        schedule(&effects)
        checkInvariants()
    }
}

// MARK: - What happened

extension SpeculationMachine {
    private mutating func drafted(_ ticket: Ticket, _ traits: StepTraits) {
        guard let index = slots.firstIndex(where: { $0.draft == .running(ticket) }) else { return }
        slots[index].draft = .ready(traits)
        if traits.execution == .none { slots[index].execution = .done(.drafted) }
    }

    private mutating func observed(_ ticket: Ticket) {
        for index in slots.indices {
            if case .running(ticket, let source, _) = slots[index].execution { slots[index].execution = .done(source) }
        }
    }

    private mutating func confirmed(_ ticket: Ticket) {
        guard slots.first?.confirmation == .running(ticket) else { return }
        slots[0].confirmation = .unneeded
    }

    /// The step is carried out once more, for good; what was built on the stale observation is void.
    private mutating func stale(_ ticket: Ticket, _ effects: inout [Effect]) {
        guard slots.first?.confirmation == .running(ticket) else { return }
        dropSlots(after: 0, .stale, &effects)
        slots[0].confirmation = .unneeded
        slots[0].execution = .none
        if roundEnd != nil { roundEnd = frontier }
    }

    private mutating func judged(_ ticket: Ticket, _ traits: StepTraits, _ agrees: Bool, _ effects: inout [Effect]) {
        guard let index = slots.firstIndex(where: { $0.verification == .running(ticket) }) else { return }
        if agrees, case .ready = slots[index].draft {
            slots[index].verification = .agreed
            return
        }
        dropSlots(after: index, .wrongPrefix, &effects)
        cancelDraft(at: index, .overtaken, &effects)
        cancelExecution(at: index, .disagreed, &effects)
        slots[index].execution = traits.execution == .none ? .done(.verifier) : .none
        slots[index].confirmation = .unneeded
        slots[index].verification = .replaced(traits)
        // In rounds a mismatch is the end of the round, unless earlier verdicts are still awaited
        // and riding on from the verifier's own answer uses that time.
        if roundEnd != nil, index == 0 || !configuration.earlyRepair { roundEnd = position(of: index) }
    }

    private mutating func failed(_ ticket: Ticket, _ effects: inout [Effect]) {
        for index in slots.indices {
            if slots[index].draft == .running(ticket) {
                slots[index].draft = .failed
            } else if slots[index].verification == .running(ticket) {
                slots[index].verification = .failed
                guard index > 0 else { return end(.verificationFailed, cancelling: .runFailed, &effects) }
                // The step is verified again once it is the frontier.
                dropSlots(after: index, .earlierFailure, &effects)
                if roundEnd != nil { roundEnd = position(of: index) }
                return
            } else if case .running(ticket, _, let early) = slots[index].execution {
                slots[index].execution = .deferred
                slots[index].confirmation = .unneeded
                // What was only tried is still to be done for good, whether the verdict is in by now or not.
                guard early else { return end(.executionFailed, cancelling: .runFailed, &effects) }
            } else if slots[index].confirmation == .running(ticket) {
                slots[index].confirmation = .unneeded
                return end(.executionFailed, cancelling: .runFailed, &effects)
            }
        }
    }

    private mutating func depthChanged(_ depth: Int, _ draftsBeyond: Bool) {
        if configuration.scheduling == .rounds {
            guard roundEnd == nil else { return }
            // Overflow is harmless to guard against: depth may be "as far as you like".
            roundEnd = frontier + min(max(depth, 0), configuration.stepLimit)
        }
        self.depth = max(depth, 0)
        self.draftsBeyond = draftsBeyond
        awaitsDepth = false
    }

    private mutating func stopRiding(_ reason: CancelReason, _ effects: inout [Effect]) {
        rides = false
        dropSlots(after: 0, reason, &effects)
        if !slots.isEmpty, configuration.verification != .ofDraft { cancelDraft(at: 0, reason, &effects) }
    }
}

// MARK: - Commits and the end

extension SpeculationMachine {
    /// Commits what is verified and executed, in order, and ends the run when it is over.
    private mutating func settle(_ effects: inout [Effect]) {
        guard ending == nil else { return }
        while let slot = slots.first, let traits = slot.verified, case .done(let source) = slot.execution {
            guard slot.confirmation == .unneeded else {
                confirmFrontier(&effects)
                break
            }
            effects.append(.commit(position: frontier, source))
            slots.removeFirst()
            committed += 1
            if let end = roundEnd, frontier > end {
                roundEnd = nil
                awaitsDepth = true
            }
            if traits.finishes { return end(.taskOver, cancelling: .taskOver, &effects) }
        }
        if committed >= configuration.stepLimit { end(.stepLimit, cancelling: .limitReached, &effects) }
    }

    private mutating func confirmFrontier(_ effects: inout [Effect]) {
        guard slots[0].confirmation == .due else { return }
        let ticket = issueTicket()
        slots[0].confirmation = .running(ticket)
        effects.append(.confirm(ticket, position: frontier))
    }

    private mutating func end(_ ending: Ending, cancelling reason: CancelReason, _ effects: inout [Effect]) {
        dropSlots(after: -1, reason, &effects)
        self.ending = ending
        effects.append(.finish(ending))
    }

    /// Cancels everything beyond `index`, the furthest position first: it is the dearest waste.
    private mutating func dropSlots(after index: Int, _ reason: CancelReason, _ effects: inout [Effect]) {
        for dropped in slots.indices.reversed() where dropped > index {
            if case .running(let ticket) = slots[dropped].verification {
                effects.append(.cancel(ticket, position: position(of: dropped), .verification, reason))
            }
            cancelDraft(at: dropped, reason, &effects)
            cancelExecution(at: dropped, reason, &effects)
            effects.append(.drop(position: position(of: dropped), reason))
        }
        slots.removeSubrange(min(index + 1, slots.count)...)
    }

    private mutating func cancelDraft(at index: Int, _ reason: CancelReason, _ effects: inout [Effect]) {
        guard case .running(let ticket) = slots[index].draft else { return }
        effects.append(.cancel(ticket, position: position(of: index), .draft, reason))
        slots[index].draft = .failed
    }

    private mutating func cancelExecution(at index: Int, _ reason: CancelReason, _ effects: inout [Effect]) {
        if case .running(let ticket) = slots[index].confirmation {
            effects.append(.cancel(ticket, position: position(of: index), .execution, reason))
        }
        slots[index].confirmation = .unneeded
        guard case .running(let ticket, _, _) = slots[index].execution else { return }
        effects.append(.cancel(ticket, position: position(of: index), .execution, reason))
        slots[index].execution = .none
    }

    func position(of index: Int) -> Int { frontier + index }
}
