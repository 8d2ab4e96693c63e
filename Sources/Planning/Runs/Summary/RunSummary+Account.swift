extension RunSummary {
    /// In what a run's effort is measured besides time.
    public enum CostBasis: String, Sendable, Hashable, Codable {
        /// Dollars: every price is known.
        case dollars
        /// Tokens, prompt and answer alike, because a price is unknown.
        case tokens
        /// Nothing but time, because neither dollars nor tokens are known.
        case time
    }

    /// How a run did against the verifier alone and against an oracle (algorithms.md, 5.1 and 5.6).
    /// What cannot be said is nil, never zero.
    public struct Account: Sendable, Hashable {
        /// What the cost term of J is made of.
        public let basis: CostBasis
        /// What the run took and cost, relative to the verifier alone.
        public let effort: RelativeEffort
        /// What the oracle takes, likewise; nil where there is none.
        public let oracleEffort: RelativeEffort?
        /// J: 1 is as good as the verifier alone, less is better.
        public let objective: Double
        /// J*: J of an oracle that knows which drafts are right; nil where no draft was judged, and where
        /// drafts stand without a verdict.
        public let oracle: Double?
        /// The part of the possible gain that was reached, (1 − J) / (1 − J*).
        public let efficiency: Double?
        /// What the verifier alone would have taken longer; negative when riding ahead was slower.
        public let timeSaved: Duration
        /// What was spent beyond what the verifier alone would have cost; nil when a price is unknown.
        public let extraCost: Money?
    }

    /// The account of the run so far; nil where there is nothing to compare with: no verifier, no
    /// committed step, or a run that took no time.
    public var account: Account? {
        guard let lambda, let reference = sequentialLatency, reference > .zero else { return nil }
        let (basis, relativeCost) = relativeCost
        // Without any measure of cost, run and oracle are judged by time alone.
        let weight = basis == .time ? 1 : lambda
        let effort = RelativeEffort(latency: latency.seconds / reference.seconds, cost: relativeCost ?? 1)
        let objective = effort.objective(lambda: weight)
        let oracle = oracleSteps(by: basis).map { OracleBound([$0], lambda: weight) }
        return Account(
            basis: basis, effort: effort, oracleEffort: oracle?.effort, objective: objective,
            oracle: oracle?.objective,
            efficiency: oracle?.efficiency(of: objective),
            timeSaved: reference - latency, extraCost: extraCost)
    }

    /// λ: the user's own, or what the worth of time comes to by what the verifier took and cost in this run.
    public var lambda: Double? {
        guard let header else { return nil }
        guard let value = header.valueOfTime.flatMap(ValueOfTime.init(dollarsPerHour:)),
            let seconds = sequentialLatency?.seconds, let dollars = sequentialCost?.dollars,
            let lambda = value.lambda(reference: Reference(seconds: seconds, dollars: dollars))
        else { return header.lambda }
        return lambda.value
    }

    private var extraCost: Money? {
        guard let spent = spend.total, let reference = sequentialCost else { return nil }
        return spent - reference
    }

    /// What was spent, relative to what the verifier alone would have spent.
    private var relativeCost: (CostBasis, Double?) {
        if let spent = spend.total, let reference = sequentialCost {
            if reference > .zero { return (.dollars, spent.dollars / reference.dollars) }
            // Where all is free, riding ahead costs nothing more than not doing so.
            if spent == .zero { return (.dollars, 1) }
        }
        let kept = steps.count(where: \.isKept)
        let reference =
            steps.reduce(0) { $0 + $1.verifierTokens } + (kept > 0 ? (verifierEffort?.tokens ?? 0) * kept : 0)
        guard reference > 0 else { return (.time, nil) }
        return (.tokens, Double(usage().tokens) / Double(reference))
    }

    /// The steps as the oracle sees them. What was never drafted is taken to be as good, as fast and
    /// as dear as the drafts of this run that were judged; nil when there are none.
    private func oracleSteps(by basis: CostBasis) -> [OracleBound.Step]? {
        let drafts = steps.compactMap(\.draft)
        // The oracle has every step verified. That is no bound for a run which leaves that out.
        guard !drafts.isEmpty, !steps.contains(where: \.isKept) else { return nil }
        func cost(_ money: Money?, _ tokens: Int) -> Double {
            switch basis {
            case .dollars: money?.dollars ?? 0
            case .tokens: Double(tokens)
            case .time: 0
            }
        }
        func mean(_ value: (CommittedStep.Draft) -> Double) -> Double {
            drafts.reduce(0) { $0 + value($1) } / Double(drafts.count)
        }
        let time = mean { $0.time.seconds }
        let dollars = mean { cost($0.cost, $0.tokens) }
        let chance = mean { $0.isRight ? 1 : 0 }
        return steps.map { step in
            OracleBound.Step(
                verifierTime: step.verifierTime.seconds, verifierCost: cost(step.sequentialCost, step.verifierTokens),
                executionTime: (step.sequentialTime - step.verifierTime).seconds,
                draftTime: step.draft?.time.seconds ?? time,
                draftCost: step.draft.map { cost($0.cost, $0.tokens) } ?? dollars,
                chance: step.draft.map { $0.isRight ? 1 : 0 } ?? chance, runsEarly: step.runsEarly)
        }
    }
}
