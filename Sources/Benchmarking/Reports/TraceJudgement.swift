import Control
import Planning
public import Simulation
public import Speculation

/// How one contestant does on recorded tasks, run once in their order, at one λ.
public struct TraceJudgement: Sendable, Hashable, Encodable {
    /// Who decided.
    public let controller: String
    /// λ.
    public let lambda: Double
    /// J, over all tasks: 1 is the verifier alone, less is better.
    public let objective: Double
    /// J of the oracle.
    public let oracle: Double
    /// (1 − J)/(1 − J*); nil where nothing could be won.
    public let efficiency: Double?
    /// What it took beside what the verifier alone takes.
    public let figures: TaskFigures
    /// Whether costs are dollars; without prices they are tokens.
    public let isPriced: Bool
    /// When the depth was chosen.
    public let scheduling: SpeculationMachine.Scheduling
    /// Simulated steps in a second of this machine's time.
    public let stepsPerSecond: Double

    /// Judges.
    /// - Parameters:
    ///   - prices: nil where nobody knows them; λ then weighs time against tokens.
    ///   - seconds: a stopwatch: the time since some moment.
    public init(
        _ trial: Trial, on traces: TraceWorkload, prices: TokenPrices?, seconds: () -> Double
    ) {
        let tasks = traces.planned(prices: prices)
        let bound = OracleBound(tasks, lambda: trial.lambda)
        let start = seconds()
        figures = trial(tasks).reduce(into: TaskFigures(), +=)
        var simulated = figures.steps
        // A handful of tasks is over before a clock has moved: the same again, until it has.
        var passed = seconds() - start
        while passed < 0.05, simulated < 1_000_000 {
            simulated += trial(tasks).reduce(0) { $0 + $1.steps }
            passed = seconds() - start
        }
        controller = trial.contestant.name
        lambda = trial.lambda.value
        scheduling = trial.scheduling
        objective = figures.objective(trial.lambda)
        oracle = bound.objective
        efficiency = bound.efficiency(of: objective)
        isPriced = prices != nil || traces.isPriced
        stepsPerSecond = passed > 0 ? Double(simulated) / passed : 0
    }

    private enum CodingKeys: String, CodingKey {
        case controller, lambda, efficiency, acceptance, scheduling, tasks, steps
        case objective = "j"
        case oracle = "j_oracle"
        case latency = "latency_s"
        case cost = "cost_usd"
        case costTokens = "cost_tokens"
        case waste = "wasted_part"
        case relativeLatency = "relative_latency"
        case relativeCost = "relative_cost"
        case stepsPerSecond = "steps_per_second"
        case extraPrompt = "delta_p"
        case extraGeneration = "delta_g"
        case extraCost = "delta_cost"
        case paperTime = "t"
        case concurrency = "mc"
        case depth = "k"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(controller, forKey: .controller)
        try container.encode(lambda, forKey: .lambda)
        try container.encode(objective, forKey: .objective)
        try container.encode(oracle, forKey: .oracle)
        try container.encode(efficiency, forKey: .efficiency)
        try container.encode(figures.latency, forKey: .latency)
        try container.encode(isPriced ? figures.cost : nil, forKey: .cost)
        try container.encode(figures.promptTokens + figures.generatedTokens, forKey: .costTokens)
        try container.encode(figures.acceptance, forKey: .acceptance)
        try container.encode(stepsPerSecond, forKey: .stepsPerSecond)
        try container.encode(scheduling, forKey: .scheduling)
        try container.encode(figures.tasks, forKey: .tasks)
        try container.encode(figures.steps, forKey: .steps)
        try container.encode(figures.wastedPart, forKey: .waste)
        try container.encode(figures.relativeLatency, forKey: .relativeLatency)
        try container.encode(figures.relativeCost, forKey: .relativeCost)
        try container.encode(figures.extraPrompt, forKey: .extraPrompt)
        try container.encode(figures.extraGeneration, forKey: .extraGeneration)
        try container.encode(figures.extraCost, forKey: .extraCost)
        try container.encode(figures.paperTime, forKey: .paperTime)
        try container.encode(figures.extraConcurrency, forKey: .concurrency)
        try container.encode(figures.paperDepth, forKey: .depth)
    }
}
