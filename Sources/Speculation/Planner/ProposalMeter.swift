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

    /// What the calls of a proposal came to.
    struct Totals: Sendable {
        var calls: [CallID] = []
        /// The time of all calls together, without pauses between them.
        var duration: Duration = .zero
        /// What they cost; nil as soon as one price is unknown.
        var cost: Money? = .zero
        var promptTokens = 0
        var generatedTokens = 0

        var figures: CallFigures {
            CallFigures(
                seconds: duration.seconds, dollars: cost?.dollars, promptTokens: promptTokens,
                generatedTokens: generatedTokens)
        }
    }

    init(run: RunMeter, role: AgentRole, position: Int, prefix: UInt64) {
        self.run = run
        self.role = role
        self.position = position
        self.prefix = prefix
    }

    var sum: Totals { totals.withLock { $0 } }

    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID {
        let id = try run.start(call, role: role, position: position, prefix: prefix)
        totals.withLock { $0.calls.append(id) }
        return id
    }

    func firstToken(of call: CallID) {
        run.firstToken(of: call)
    }

    func settle(_ call: CallID, _ settlement: CallSettlement) {
        guard let duration = run.settle(call, settlement) else { return }
        totals.withLock { totals in
            totals.duration += duration
            let usage = settlement.usage
            totals.promptTokens += usage.freshInput + usage.cacheRead + usage.cacheWrite
            totals.generatedTokens += usage.output
            totals.cost = totals.cost.flatMap { sum in settlement.cost.map { sum + $0 } }
        }
    }
}
