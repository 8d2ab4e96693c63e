extension RunSummary {
    /// What the settled calls have cost, cancelled ones included.
    public var spend: Spend { spend { _ in true } }

    /// What was spent on calls whose result did not stand.
    public var waste: Spend { spend(where: \.isWaste) }

    /// The waste, by what became of the calls. Only standings that occurred are listed.
    public var wasteByStanding: [CallStanding: Spend] {
        calls.reduce(into: [:]) { sums, call in
            guard call.isWaste, let standing = call.standing, let settlement = call.settlement else { return }
            sums[standing, default: .zero].add(settlement.cost, provenance: settlement.usage.provenance)
        }
    }

    /// The tokens of the settled calls; of one agent's calls where `role` is given.
    public func usage(of role: AgentRole? = nil) -> Usage {
        calls.reduce(into: .zero) { sum, call in
            if let settlement = call.settlement, role == nil || call.role == role { sum += settlement.usage }
        }
    }

    /// The calls that were started for an agent.
    public func callCount(of role: AgentRole) -> Int {
        calls.count { $0.role == role }
    }

    /// The calls of an agent, or of both, that ended in one way.
    public func callCount(of role: AgentRole? = nil, ended outcome: CallSettlement.Outcome) -> Int {
        calls.count { (role == nil || $0.role == role) && $0.settlement?.outcome == outcome }
    }

    /// Calls that are still open.
    public var openCalls: Int { calls.count { $0.settlement == nil } }

    /// The part of the verdicts on drafts that agreed, from 0 to 1; nil before the first one.
    public var acceptance: Double? {
        compared == 0 ? nil : Double(matches) / Double(compared)
    }

    /// An estimate of what the verifier alone would have taken for the committed steps; nil where
    /// no verifier takes part, and where steps stand without it and it was never asked.
    public var sequentialLatency: Duration? {
        guard header?.verifier != nil else { return nil }
        let known = steps.reduce(.zero) { $0 + $1.sequentialTime }
        let kept = steps.count(where: \.isKept)
        guard kept > 0 else { return known }
        return verifierEffort.map { known + $0.time * kept }
    }

    /// An estimate of what the verifier alone would have cost for the committed steps; nil where no
    /// verifier takes part, when a price is unknown, and where steps stand without it and it was never asked.
    public var sequentialCost: Money? {
        guard header?.verifier != nil else { return nil }
        let estimate = steps.contains(where: \.isKept) ? verifierEffort?.cost : nil
        var sum = Money.zero
        for step in steps {
            guard let cost = step.isKept ? estimate : step.sequentialCost else { return nil }
            sum += cost
        }
        return sum
    }

    private func spend(where isWanted: (Call) -> Bool) -> Spend {
        calls.reduce(into: .zero) { sum, call in
            guard let settlement = call.settlement, isWanted(call) else { return }
            sum.add(settlement.cost, provenance: settlement.usage.provenance)
        }
    }
}
