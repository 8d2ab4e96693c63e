import Control
import Simulation
public import Speculation

/// The figures of one trial: one contestant, one λ, one seed, one arrangement. A line of the raw
/// rows that a suite leaves.
public struct TrialRow: Sendable, Hashable, Encodable {
    /// The suite's workload.
    public let workload: String
    /// Who decided.
    public let controller: String
    /// λ.
    public let lambda: Double
    /// Which draw of the tasks.
    public let seed: Int
    /// When the depth was chosen.
    public let scheduling: SpeculationMachine.Scheduling
    /// Whether riding ahead went on from the verifier's own answers.
    public let earlyRepair: Bool
    /// How good all tasks were.
    public let score: Score
    /// How good those after the suite's warm-up were; nil where it has none.
    public let afterWarmUp: Score?
    /// Latency, where 1 is the verifier alone.
    public let relativeLatency: Double
    /// Cost, where 1 is the verifier alone.
    public let relativeCost: Double
    /// Latency of the oracle, where 1 is the verifier alone.
    public let oracleLatency: Double
    /// Cost of the oracle, where 1 is the verifier alone.
    public let oracleCost: Double
    /// The sums behind them.
    public let figures: TaskFigures

    init(
        workload: String, trial: Trial, figures: TaskFigures, bound: OracleBound, afterWarmUp: Score?
    ) {
        self.workload = workload
        controller = trial.contestant.name
        lambda = trial.lambda.value
        seed = Int(clamping: trial.seed)
        scheduling = trial.scheduling
        earlyRepair = trial.earlyRepair
        score = Score(figures, bound: bound, lambda: trial.lambda)
        self.afterWarmUp = afterWarmUp
        relativeLatency = figures.relativeLatency
        relativeCost = figures.relativeCost
        oracleLatency = bound.latency
        oracleCost = bound.cost
        self.figures = figures
    }

    private enum CodingKeys: String, CodingKey {
        case workload, controller, lambda, seed, scheduling, acceptance
        case earlyRepair = "early_repair"
        case afterWarmUp = "after_warm_up"
        case relativeLatency = "relative_latency"
        case relativeCost = "relative_cost"
        case latency = "latency_s"
        case cost = "cost_usd"
        case waste = "wasted_usd"
        case tasks, steps
        case extraPrompt = "delta_p"
        case extraGeneration = "delta_g"
        case extraCost = "delta_cost"
        case paperTime = "t"
        case concurrency = "mc"
        case depth = "k"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(workload, forKey: .workload)
        try container.encode(controller, forKey: .controller)
        try container.encode(lambda, forKey: .lambda)
        try container.encode(seed, forKey: .seed)
        try container.encode(scheduling, forKey: .scheduling)
        try container.encode(earlyRepair, forKey: .earlyRepair)
        try score.encode(to: encoder)
        try container.encode(afterWarmUp, forKey: .afterWarmUp)
        try container.encode(relativeLatency, forKey: .relativeLatency)
        try container.encode(relativeCost, forKey: .relativeCost)
        try container.encode(figures.latency, forKey: .latency)
        try container.encode(figures.cost, forKey: .cost)
        try container.encode(figures.waste, forKey: .waste)
        try container.encode(figures.acceptance, forKey: .acceptance)
        try container.encode(figures.tasks, forKey: .tasks)
        try container.encode(figures.steps, forKey: .steps)
        try container.encode(figures.extraPrompt, forKey: .extraPrompt)
        try container.encode(figures.extraGeneration, forKey: .extraGeneration)
        try container.encode(figures.extraCost, forKey: .extraCost)
        try container.encode(figures.paperTime, forKey: .paperTime)
        try container.encode(figures.extraConcurrency, forKey: .concurrency)
        try container.encode(figures.paperDepth, forKey: .depth)
    }
}
