/// What nobody can beat: the best that can be done with these drafts by somebody who knows beforehand
/// which of them are right, has as many parallel calls as he likes, and asks for exactly those that pay
/// at this λ (algorithms.md, 5.6).
///
/// Times and costs are plain numbers in whatever unit the caller measures in; only their ratios count.
public struct OracleBound: Sendable, Hashable {
    /// A committed step, with what is known of its draft.
    public struct Step: Sendable, Hashable {
        /// How long the verifier worked on it, t.
        public var verifierTime: Double
        /// What the verifier's answer cost, c_t.
        public var verifierCost: Double
        /// How long carrying it out took.
        public var executionTime: Double
        /// How long drafting it takes, a.
        public var draftTime: Double
        /// What drafting it costs, c_a.
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

    /// What the oracle takes.
    public let effort: RelativeEffort
    /// J*: never above 1, since the oracle may also do nothing.
    public let objective: Double
    /// What a second, and a unit of cost, is worth in J.
    private let perSecond: Double
    private let perUnit: Double

    /// The bound for tasks that are run one after the other.
    public init(_ tasks: [[Step]], lambda: Double) {
        var alone = (time: 0.0, cost: 0.0)
        for step in tasks.joined() {
            alone.time += step.verifierTime + step.executionTime
            alone.cost += step.verifierCost
        }
        perSecond = alone.time > 0 ? lambda / alone.time : 0
        perUnit = alone.cost > 0 ? (1 - lambda) / alone.cost : 0
        var best = (time: 0.0, cost: alone.cost)
        for task in tasks {
            let path = Self.dearestPath(task, perSecond: perSecond, perUnit: perUnit)
            best.time += path.time
            best.cost += path.drafts
        }
        effort = RelativeEffort(latency: best.time.relative(to: alone.time), cost: best.cost.relative(to: alone.cost))
        objective = effort.objective(lambda: lambda)
    }

    /// Whether the oracle asks for the draft of this step: it is right, it may be built on, and the time that it
    /// saves is worth more than it costs.
    public func asksForDraft(of step: Step) -> Bool {
        Self.pays(step, perSecond: perSecond, perUnit: perUnit)
    }

    /// The part of what could be won that J has won, (1 − J)/(1 − J*): 1 is the oracle, 0 the verifier
    /// alone. Nil where there is nothing to win.
    public func efficiency(of value: Double) -> Double? { Self.efficiency(of: value, against: objective) }

    /// (1 − J)/(1 − J′) against whatever could be reached; nil where that is no better than the verifier alone.
    public static func efficiency(of value: Double, against reachable: Double) -> Double? {
        reachable < 1 - 1e-9 && value.isFinite ? (1 - value) / (1 - reachable) : nil
    }

    // MARK: - Paths

    /// A chain of calls of which each has to wait for the one before: what it takes, with the drafts in it.
    private struct Path {
        var time = 0.0
        var drafts = 0.0
    }

    private static func pays(_ step: Step, perSecond: Double, perUnit: Double) -> Bool {
        step.runsEarly && step.chance > 0
            && perSecond * (step.verifierTime - step.draftTime) > perUnit * step.draftCost
    }

    /// S₁ = 0; S_{i+1} = S_i + a_i where draft i is right and pays, otherwise S_i + t_i; the run is over at
    /// max(S_i + t_i), each with the time that carrying out takes. Every verification ends a path that no
    /// run is spared, and the path of which the best run is dearest is the bound.
    private static func dearestPath(_ steps: [Step], perSecond: Double, perUnit: Double) -> Path {
        func dearer(_ one: Path, _ other: Path) -> Path {
            let difference = perSecond * (other.time - one.time) + perUnit * (other.drafts - one.drafts)
            return difference > 0 ? other : one
        }
        // What leads to the beginning of the next verification, and the dearest of all.
        var known = Path()
        var dearest = Path()
        for step in steps {
            let verdict = Path(time: known.time + step.verifierTime, drafts: known.drafts)
            dearest = dearer(verdict, dearest)
            if pays(step, perSecond: perSecond, perUnit: perUnit) {
                known.time += step.verifierTime - step.chance * (step.verifierTime - step.draftTime)
                known.drafts += step.chance * step.draftCost
            } else {
                // What may not run early waits until everything before it stands.
                known = step.runsEarly ? verdict : dearest
            }
            known.time += step.executionTime
        }
        return dearer(known, dearest)
    }
}
