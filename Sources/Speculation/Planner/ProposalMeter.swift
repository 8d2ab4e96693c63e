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
    /// proposal's own role: what somebody else scored on the way is no part of what the verifier takes.
    struct Totals: Sendable {
        /// The calls, those for others included.
        var calls: [CallID] = []
        /// The time of its own calls together, without pauses between them.
        var duration: Duration = .zero
        /// What they cost; nil as soon as one price is unknown.
        var cost: Money? = .zero
        /// What they would have taken and cost without the help of guesses.
        var unaided = CallSettlement.Unaided.none
        /// Whether a call was refused only because others hold the money for it.
        var isStarved = false
        /// Whether memory answered.
        var isRecalled = false
        fileprivate var settled = 0
        /// The calls that served somebody else.
        fileprivate(set) var others: [CallID] = []
        var promptTokens = 0
        var generatedTokens = 0

        /// The calls that served the proposal's own role.
        var own: [CallID] { calls.filter { !others.contains($0) } }

        var figures: CallFigures {
            CallFigures(
                seconds: duration.seconds, dollars: cost?.dollars, promptTokens: promptTokens,
                generatedTokens: generatedTokens,
                unaided: unaided.duration == duration
                    ? nil : .init(seconds: unaided.duration.seconds, dollars: unaided.cost?.dollars))
        }
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
            totals.withLock { $0.isStarved = run.isContended(call.reservation ?? .zero, besides: $0.calls) }
            throw error
        }
    }

    func firstToken(of call: CallID) {
        run.firstToken(of: call)
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
            totals.duration += duration
            let usage = settlement.usage
            totals.promptTokens += usage.freshInput + usage.cacheRead + usage.cacheWrite
            totals.generatedTokens += usage.output
            totals.cost = totals.cost.flatMap { sum in settlement.cost.map { sum + $0 } }
            totals.unaided = totals.unaided + settlement.alone(duration)
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

        func settle(_ call: CallID, _ settlement: CallSettlement) { proposal.settle(call, settlement) }

        func settle(
            _ call: CallID, _ estimate: CallSettlement, unless account: @escaping @Sendable () async -> CallSettlement?
        ) {
            proposal.settle(call, estimate, unless: account)
        }

        func serving(_ role: AgentRole) -> any CallMeter { proposal.serving(role) }
    }
}
