public import Speculation

/// What a suite has shown: means over the seeds, with intervals.
public struct SuiteReport: Sendable, Hashable, Encodable {
    /// Everything that went the same way but for the seed.
    public struct Group: Sendable, Hashable, Encodable {
        /// What the seeds have in common.
        public let key: Key
        /// How good all tasks were.
        public let score: ScoreEstimate
        /// How good those after the suite's warm-up were; nil where it has none.
        public let afterWarmUp: ScoreEstimate?
        /// Latency, where 1 is the verifier alone.
        public let relativeLatency: Estimate
        /// Cost, where 1 is the verifier alone.
        public let relativeCost: Estimate
        /// Latency and cost of the oracle, the means.
        public let oraclePoint: FrontierFigure.Point
        /// All seeds together.
        public let figures: TaskFigures

        private enum CodingKeys: String, CodingKey {
            case workload, controller, lambda, scheduling, acceptance
            case earlyRepair = "early_repair"
            case afterWarmUp = "after_warm_up"
            case relativeLatency = "relative_latency"
            case relativeCost = "relative_cost"
            case wastedPart = "wasted_part"
            case extraPrompt = "delta_p"
            case extraGeneration = "delta_g"
            case extraCost = "delta_cost"
            case paperTime = "t"
            case concurrency = "mc"
            case depth = "k"
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(key.workload, forKey: .workload)
            try container.encode(key.controller, forKey: .controller)
            try container.encode(key.lambda, forKey: .lambda)
            try container.encode(key.scheduling, forKey: .scheduling)
            try container.encode(key.earlyRepair, forKey: .earlyRepair)
            try score.encode(to: encoder)
            try container.encode(afterWarmUp, forKey: .afterWarmUp)
            try container.encode(relativeLatency, forKey: .relativeLatency)
            try container.encode(relativeCost, forKey: .relativeCost)
            try container.encode(figures.acceptance, forKey: .acceptance)
            try container.encode(figures.wastedPart, forKey: .wastedPart)
            try container.encode(figures.extraPrompt, forKey: .extraPrompt)
            try container.encode(figures.extraGeneration, forKey: .extraGeneration)
            try container.encode(figures.extraCost, forKey: .extraCost)
            try container.encode(figures.paperTime, forKey: .paperTime)
            try container.encode(figures.extraConcurrency, forKey: .concurrency)
            try container.encode(figures.paperDepth, forKey: .depth)
        }
    }

    /// What tells groups apart.
    public struct Key: Sendable, Hashable {
        /// The workload.
        public var workload: String
        /// Who decided.
        public var controller: String
        /// λ.
        public var lambda: Double
        /// When the depth was chosen.
        public var scheduling: SpeculationMachine.Scheduling
        /// Whether riding ahead went on from the verifier's own answers.
        public var earlyRepair: Bool
    }

    /// The suite's name.
    public let suite: String
    /// In the order in which they were run.
    public let groups: [Group]
    /// Every learning controller against the fixed depth that turned out best.
    public let duels: [Duel]
    /// Every arrangement against the default one.
    public let arrangements: [Duel]

    private enum CodingKeys: String, CodingKey {
        case suite, groups
        case duels = "against_best_fixed"
        case arrangements = "against_continuous_with_repair"
    }

    /// The report of a suite's rows.
    public init(_ suite: String, rows: [TrialRow]) {
        self.suite = suite
        var order: [Key] = []
        var byKey: [Key: [TrialRow]] = [:]
        for row in rows {
            let key = Key(row)
            if byKey[key] == nil { order.append(key) }
            byKey[key, default: []].append(row)
        }
        groups = order.compactMap { key in Group(key, byKey[key] ?? []) }
        duels = Duel.againstBestFixed(groups)
        arrangements = Duel.againstDefaultArrangement(groups)
    }
}

extension SuiteReport.Key {
    init(_ row: TrialRow) {
        workload = row.workload
        controller = row.controller
        lambda = row.lambda
        scheduling = row.scheduling
        earlyRepair = row.earlyRepair
    }

    /// `continuous`, `rounds`, each with `, no repair` where early repair was off.
    public var arrangement: String { scheduling.rawValue + (earlyRepair ? "" : ", no repair") }
}

extension SuiteReport.Group {
    init?(_ key: SuiteReport.Key, _ rows: [TrialRow]) {
        let rows = rows.sorted { $0.seed < $1.seed }
        guard let score = ScoreEstimate(rows.map(\.score)), let latency = Estimate(rows.map(\.relativeLatency)),
            let cost = Estimate(rows.map(\.relativeCost)),
            let oracleLatency = Estimate(rows.map(\.oracleLatency), resamples: 0),
            let oracleCost = Estimate(rows.map(\.oracleCost), resamples: 0)
        else { return nil }
        self.key = key
        self.score = score
        afterWarmUp = ScoreEstimate(rows.compactMap(\.afterWarmUp))
        relativeLatency = latency
        relativeCost = cost
        oraclePoint = .init(cost: oracleCost.mean, latency: oracleLatency.mean)
        figures = rows.map(\.figures).reduce(into: TaskFigures(), +=)
    }
}
