import Control
import Planning
import Synchronization

/// The calls of one proposal: reports them to the run and adds them up.
final class ProposalMeter: CallMeter {
    private let run: RunMeter
    private let role: AgentRole
    private let position: Int
    private let prefix: UInt64
    private let totals = Mutex(Totals())

    /// What the calls of a proposal came to. Time, cost and tokens are those of the calls that serve the
    /// proposal's own role: what somebody else scored on the way is no part of what the verifier takes. Of two calls
    /// of which one replaced the other, only that one counts, with the time from the beginning of the first.
    struct Totals: Sendable {
        /// The calls, those for others included.
        var calls: [CallID] = []
        /// The calls that others replaced.
        fileprivate(set) var replaced: Set<CallID> = []
        /// Who holds the money, or the step, for a call that was refused; nil unless others alone stood in its way.
        var contention: RunMeter.Contention?
        /// Whether memory answered.
        var isRecalled = false
        fileprivate var settled = 0
        /// The calls that served somebody else.
        fileprivate(set) var others: [CallID] = []
        fileprivate var own: [OwnCall] = []

        /// The calls that served the proposal's own role and were not replaced.
        var decisive: [CallID] { calls.filter { !others.contains($0) && !replaced.contains($0) } }

        private var counted: some Sequence<OwnCall> { own.lazy.filter { !replaced.contains($0.call) } }

        /// The time of its own calls together, without pauses between them.
        var duration: Duration { counted.reduce(.zero) { $0 + $1.duration } }

        /// What they cost; nil as soon as one price is unknown.
        var cost: Money? {
            counted.reduce(.some(.zero)) { sum, call in sum.flatMap { sum in call.settlement.cost.map { sum + $0 } } }
        }

        /// What they would have taken and cost without the help of guesses.
        var unaided: CallSettlement.Unaided { counted.reduce(.none) { $0 + $1.settlement.alone($1.duration) } }

        var promptTokens: Int { counted.reduce(0) { $0 + $1.settlement.usage.input } }
        var generatedTokens: Int { counted.reduce(0) { $0 + $1.settlement.usage.output } }

        var figures: CallFigures {
            CallFigures(
                seconds: duration.seconds, dollars: cost?.dollars, promptTokens: promptTokens,
                generatedTokens: generatedTokens,
                unaided: unaided.duration == duration
                    ? nil : .init(seconds: unaided.duration.seconds, dollars: unaided.cost?.dollars))
        }
    }

    /// A call that served the proposal's own role.
    struct OwnCall: Sendable {
        let call: CallID
        var duration: Duration
        let settlement: CallSettlement
    }

    init(run: RunMeter, role: AgentRole, position: Int, prefix: UInt64) {
        self.run = run
        self.role = role
        self.position = position
        self.prefix = prefix
    }

    /// What it came to; called when the proposal is over. A call that the agent did not settle is
    /// settled here: every call is, whatever agents do.
    func sum() -> Totals {
        let sum = totals.withLock { $0 }
        guard sum.settled < sum.calls.count else { return sum }
        run.abandon(sum.calls)
        return sum
    }

    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID {
        try start(call, as: role)
    }

    func serving(_ role: AgentRole) -> any CallMeter { ServingMeter(proposal: self, role: role) }

    var now: UTCInstant? { run.now }

    private func start(_ call: CallAnnouncement, as role: AgentRole) throws(LimitReached) -> CallID {
        do {
            let id = try run.start(call, role: role, position: position, prefix: prefix)
            totals.withLock {
                $0.calls.append(id)
                if role != self.role { $0.others.append(id) }
                if call.purpose == CallAnnouncement.recall { $0.isRecalled = true }
            }
            return id
        } catch {
            totals.withLock { totals in
                totals.contention =
                    switch error.kind {
                    // Nobody holds anything.
                    case _ where error.obstacle != nil: nil
                    case .cost, .tokens: run.contention(for: call, beside: totals.calls)
                    case .steps: run.contention(forStepAt: position)
                    // Time does not come back.
                    case .time, .workingTime, .expansions: nil
                    }
            }
            throw error
        }
    }

    func firstToken(of call: CallID) {
        run.firstToken(of: call)
    }

    func noteWaiting(of call: CallID, _ isWaiting: Bool) {
        run.noteWaiting(of: call, isWaiting)
    }

    func settle(_ call: CallID, _ settlement: CallSettlement) {
        guard let duration = run.settle(call, settlement) else { return }
        add(call, settlement, duration)
    }

    func settle(
        _ call: CallID, _ estimate: CallSettlement, unless account: @escaping @Sendable () async -> CallSettlement?
    ) {
        guard let duration = run.settle(call, estimate, unless: account) else { return }
        add(call, estimate, duration)
    }

    private func add(_ call: CallID, _ settlement: CallSettlement, _ duration: Duration) {
        totals.withLock { totals in
            totals.settled += 1
            guard !totals.others.contains(call) else { return }
            totals.own.append(OwnCall(call: call, duration: duration, settlement: settlement))
        }
    }

    func replace(_ call: CallID, by winner: CallID) {
        totals.withLock { totals in
            totals.replaced.insert(call)
            // Both end at the same time, so that the one that began first has the time of both.
            guard let loser = totals.own.first(where: { $0.call == call }),
                let place = totals.own.firstIndex(where: { $0.call == winner })
            else { return }
            totals.own[place].duration = max(totals.own[place].duration, loser.duration)
        }
    }
}

extension ProposalMeter {
    /// The calls of a proposal that serve another role than the proposal itself.
    private struct ServingMeter: CallMeter {
        let proposal: ProposalMeter
        let role: AgentRole

        func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID { try proposal.start(call, as: role) }

        func firstToken(of call: CallID) { proposal.firstToken(of: call) }

        func noteWaiting(of call: CallID, _ isWaiting: Bool) { proposal.noteWaiting(of: call, isWaiting) }

        func settle(_ call: CallID, _ settlement: CallSettlement) { proposal.settle(call, settlement) }

        func replace(_ call: CallID, by winner: CallID) { proposal.replace(call, by: winner) }

        func settle(
            _ call: CallID, _ estimate: CallSettlement, unless account: @escaping @Sendable () async -> CallSettlement?
        ) {
            proposal.settle(call, estimate, unless: account)
        }

        func serving(_ role: AgentRole) -> any CallMeter { proposal.serving(role) }

        var now: UTCInstant? { proposal.now }
    }
}
