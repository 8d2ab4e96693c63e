public import Control
import Planning
public import Simulation
public import Speculation

/// How one contestant does on recorded tasks, run once in their order, at one λ.
public struct TraceJudgement: Sendable, Hashable, Encodable {
    /// Who decided.
    public let controller: String
    /// λ.
    public let lambda: Double
    /// How good it was, over all tasks.
    public let score: Score<Double>
    /// What it took beside what the verifier alone takes.
    public let figures: TaskFigures
    /// What it cost in dollars; nil where nobody knows the prices.
    public let dollars: Double?
    /// What the cost in J is made of; seconds where there is none to compare, and λ acts on time alone.
    public let basis: CostBasis
    /// When the depth was chosen.
    public let scheduling: SpeculationMachine.Scheduling
    /// Simulated steps in a second of one processor.
    public let stepsPerSecond: Double

    /// Judges.
    /// - Parameters:
    ///   - prices: nil where nobody knows them; λ then weighs time against tokens.
    ///   - seconds: a stopwatch: the processor's time since some moment.
    public init(
        _ trial: Trial, on traces: TraceWorkload, prices: TokenPrices?, seconds: () -> Double
    ) {
        let tasks = traces.planned(prices: prices)
        let start = seconds()
        figures = trial(tasks).sum
        var simulated = figures.steps
        // A handful of tasks is over before a clock has moved: the same again, until it has.
        var passed = seconds() - start
        while passed < 0.05, simulated < 1_000_000 {
            simulated += trial(tasks).sum.steps
            passed = seconds() - start
        }
        controller = trial.contestant.name
        lambda = trial.lambda.value
        scheduling = trial.scheduling
        score = Score(figures, bound: OracleBound(tasks, lambda: trial.lambda), lambda: trial.lambda)
        dollars =
            prices != nil || traces.isPriced ? (traces.basis(prices: prices) == .dollars ? figures.cost : 0) : nil
        basis = figures.sequentialCost > 0 ? traces.basis(prices: prices) : .seconds
        stepsPerSecond = passed > 0 ? Double(simulated) / passed : 0
    }

    private enum CodingKeys: String, CodingKey {
        case controller, lambda, acceptance, scheduling, tasks, steps
        case latency = "latency_s"
        case cost = "cost_usd"
        case costTokens = "cost_tokens"
        case basis = "cost_basis"
        case waste = "wasted_part"
        case stepsPerSecond = "steps_per_second"
    }

    public func encode(to encoder: any Encoder) throws {
        try score.encode(to: encoder)
        try PaperFigures(figures).encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(controller, forKey: .controller)
        try container.encode(lambda, forKey: .lambda)
        try container.encode(figures.latency, forKey: .latency)
        try container.encode(dollars, forKey: .cost)
        try container.encode(figures.promptTokens + figures.generatedTokens, forKey: .costTokens)
        try container.encode(basis, forKey: .basis)
        try container.encode(figures.acceptance, forKey: .acceptance)
        try container.encode(stepsPerSecond, forKey: .stepsPerSecond)
        try container.encode(scheduling, forKey: .scheduling)
        try container.encode(figures.tasks, forKey: .tasks)
        try container.encode(figures.steps, forKey: .steps)
        try container.encode(figures.wastedPart, forKey: .waste)
    }
}
