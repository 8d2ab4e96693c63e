extension RunSummary {
    /// What was proposed for a position that is not committed yet.
    struct Proposals: Sendable, Hashable {
        /// The drafter's calls, once there is a draft.
        var draft: [CallID]?
        /// The verifier's calls.
        var judgement: [CallID] = []
        /// Whether the draft was what the verifier decided.
        var agrees: Bool?
        /// How the draft was looked at.
        var scored: RunEvent.Scored?
        /// Whether the action had to wait for its verdict.
        var isRefused = false

        mutating func judge(_ judged: RunEvent.Judged) {
            judgement = judged.calls
            agrees = judged.agrees
        }

        /// Whether the draft stands without the verifier.
        var isKept: Bool { scored?.isKept == true }

        /// Whether nobody but the drafter had a say in what was committed.
        func isUnjudged(_ committed: RunEvent.Committed) -> Bool {
            committed.source == .drafted && judgement.isEmpty && committed.verifierTime == .zero
        }
    }

    /// The draft that a verdict was compared with.
    func draft(in proposals: Proposals) -> CommittedStep.Draft? {
        guard let drafted = proposals.draft, let agrees = proposals.agrees else { return nil }
        let calls = drafted.compactMap(call)
        let cost = calls.reduce(Money?.some(.zero)) { sum, call in
            sum.flatMap { sum in call.settlement?.cost.map { sum + $0 } }
        }
        return CommittedStep.Draft(
            isRight: agrees, time: calls.reduce(.zero) { $0 + ($1.duration ?? .zero) }, cost: cost,
            tokens: tokens(of: drafted))
    }

    func tokens(of calls: [CallID]) -> Int {
        calls.reduce(0) { $0 + (call($1)?.settlement?.usage.tokens ?? 0) }
    }

    /// The call with this number; nil when there is none.
    public func call(_ id: CallID) -> Call? {
        places[id].map { calls[$0] }
    }
}
