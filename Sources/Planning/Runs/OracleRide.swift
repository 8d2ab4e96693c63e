/// What an oracle would have made of the same steps: somebody who knows beforehand which drafts
/// will turn out right, and asks for exactly those that pay (algorithms.md, 5.6). No controller
/// that works with the same drafter and verifier can do better.
///
/// Times and costs are plain numbers in whatever unit the caller measures in; only their ratios
/// count.
public struct OracleRide: Sendable, Hashable {
    /// A committed step, with what is known of its draft.
    public struct Step: Sendable, Hashable {
        /// How long the verifier worked on it.
        public var verifierTime: Double
        /// What the verifier's answer cost.
        public var verifierCost: Double
        /// How long carrying it out took.
        public var executionTime: Double
        /// How long drafting it takes.
        public var draftTime: Double
        /// What drafting it costs.
        public var draftCost: Double
        /// Whether the draft is right: 1 or 0 where a verdict says so, in between where it can only
        /// be estimated, because nothing was drafted.
        public var chance: Double
        /// Whether the drafted action may be carried out before its verdict.
        public var runsEarly: Bool

        /// A step.
        public init(
            verifierTime: Double, verifierCost: Double, executionTime: Double = 0, draftTime: Double,
            draftCost: Double, chance: Double, runsEarly: Bool = true
        ) {
            self.verifierTime = verifierTime
            self.verifierCost = verifierCost
            self.executionTime = executionTime
            self.draftTime = draftTime
            self.draftCost = draftCost
            self.chance = chance
            self.runsEarly = runsEarly
        }
    }

    /// How long the oracle takes.
    public let latency: Double
    /// What the oracle pays.
    public let cost: Double
    /// How long the verifier alone takes.
    public let referenceLatency: Double
    /// What the verifier alone costs.
    public let referenceCost: Double

    /// Rides over `steps` at `lambda`. The draft of the last step is of no use to anybody, since
    /// nothing comes after it.
    public init(_ steps: [Step], lambda: Double) {
        referenceLatency = steps.reduce(0) { $0 + $1.verifierTime + $1.executionTime }
        referenceCost = steps.reduce(0) { $0 + $1.verifierCost }
        var known = 0.0
        var committed = 0.0
        var cost = referenceCost
        for (index, step) in steps.enumerated() {
            let verdict = known + step.verifierTime
            let saved = max(step.verifierTime - step.draftTime, 0)
            let gain = referenceLatency > 0 ? lambda * saved / referenceLatency : 0
            let price = referenceCost > 0 ? (1 - lambda) * step.draftCost / referenceCost : 0
            if index < steps.count - 1, step.runsEarly, step.chance > 0, gain > price {
                known += step.verifierTime - step.chance * saved + step.executionTime
                cost += step.chance * step.draftCost
                committed = max(committed, verdict, known)
            } else {
                // What may not run early waits until everything before it stands.
                known = (step.runsEarly ? verdict : max(verdict, committed)) + step.executionTime
                committed = max(committed, known)
            }
        }
        latency = committed
        self.cost = cost
    }

    /// J* at `lambda`: never above 1, since the oracle may also do nothing. Nil without a reference.
    public func objective(lambda: Double) -> Double? {
        guard referenceLatency > 0 else { return nil }
        let relativeCost = referenceCost > 0 ? cost / referenceCost : 1
        return min(1, lambda * latency / referenceLatency + (1 - lambda) * relativeCost)
    }

    /// The part of the possible gain that was reached: (1 − J) / (1 − J*). Nil where nothing could
    /// be gained.
    public static func efficiency(of objective: Double, against oracle: Double) -> Double? {
        let possible = 1 - oracle
        guard possible > 1e-9, objective.isFinite else { return nil }
        return (1 - objective) / possible
    }
}
