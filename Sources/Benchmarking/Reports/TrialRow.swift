/// The figures of one trial: one contestant, one λ, one seed, one arrangement. A line of the raw
/// rows that a suite leaves.
public struct TrialRow: Sendable, Hashable, Encodable {
    /// What it has in common with the trials of other seeds.
    public let key: TrialKey
    /// Which draw of the tasks.
    public let seed: Int
    /// How good all tasks were.
    public let score: Score<Double>
    /// How good those after the suite's warm-up were; nil where it has none.
    public let afterWarmUp: Score<Double>?
    /// The sums behind them.
    public let figures: TaskFigures

    init(workload: String, trial: Trial, figures: TaskFigures, score: Score<Double>, afterWarmUp: Score<Double>?) {
        key = TrialKey(workload: workload, trial)
        seed = Int(clamping: trial.seed)
        self.score = score
        self.afterWarmUp = afterWarmUp
        self.figures = figures
    }

    private enum CodingKeys: String, CodingKey {
        case seed, acceptance, tasks, steps
        case afterWarmUp = "after_warm_up"
        case latency = "latency_s"
        case cost = "cost_usd"
        case waste = "wasted_usd"
    }

    public func encode(to encoder: any Encoder) throws {
        try key.encode(to: encoder)
        try score.encode(to: encoder)
        try PaperFigures(figures).encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(seed, forKey: .seed)
        try container.encode(afterWarmUp, forKey: .afterWarmUp)
        try container.encode(figures.latency, forKey: .latency)
        try container.encode(figures.cost, forKey: .cost)
        try container.encode(figures.waste, forKey: .waste)
        try container.encode(figures.acceptance, forKey: .acceptance)
        try container.encode(figures.tasks, forKey: .tasks)
        try container.encode(figures.steps, forKey: .steps)
    }
}
