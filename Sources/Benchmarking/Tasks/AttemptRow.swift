public import Planning
public import Tasks

/// One run at one task: what came of it, and what it took. A line of the raw rows.
public struct AttemptRow: Sendable, Hashable, Encodable {
    /// Who tried: a strategy's name with its settings.
    public let contestant: String
    /// The task's name.
    public let task: String
    /// The run's seed.
    public let seed: UInt64
    /// The run's name.
    public let run: String
    /// How the run ended.
    public let status: RunStatus
    /// What the task says of it.
    public let verdict: TaskVerdict
    /// Committed steps.
    public let steps: Int
    /// How long it took, in seconds.
    public let latency: Double
    /// All calls.
    public let total: Effort
    /// The verifier's.
    public let verifier: Effort
    /// The drafter's.
    public let drafter: Effort
    /// The reward model's.
    public let scorer: Effort

    /// The row of a run.
    public init(contestant: String, task: CheckedTask, seed: UInt64, run: RunSummary) {
        self.contestant = contestant
        self.task = task.name
        self.seed = seed
        self.run = run.header?.run.description ?? ""
        status = run.status
        verdict = task.verdict(on: run)
        steps = run.steps.count
        latency = run.latency.seconds
        total = Effort(run)
        verifier = Effort(run, of: .verifier)
        drafter = Effort(run, of: .drafter)
        scorer = Effort(run, of: .scorer)
    }

    /// What two runs have in common that are compared in a pair.
    var pair: Pair { Pair(task: task, seed: seed) }

    struct Pair: Hashable {
        let task: String
        let seed: UInt64
    }

    private enum CodingKeys: String, CodingKey {
        case contestant, task, seed, run, status, grade, reason, steps, total, verifier, drafter, scorer
        case latency = "latency_s"
        case cost = "cost_usd"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(contestant, forKey: .contestant)
        try container.encode(task, forKey: .task)
        try container.encode(seed, forKey: .seed)
        try container.encode(run, forKey: .run)
        try container.encode(status, forKey: .status)
        try container.encode(verdict.grade, forKey: .grade)
        try container.encode(verdict.reason, forKey: .reason)
        try container.encode(steps, forKey: .steps)
        try container.encode(latency, forKey: .latency)
        try container.encode(total.dollars, forKey: .cost)
        try container.encode(total, forKey: .total)
        try container.encode(verifier, forKey: .verifier)
        try container.encode(drafter, forKey: .drafter)
        try container.encode(scorer, forKey: .scorer)
    }
}
