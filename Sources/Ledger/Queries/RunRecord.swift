import GRDB
public import Planning

/// A run in a list of runs. Its JSON form has the keys of the run document, in snake case; an
/// unknown cost is null.
public struct RunRecord: Sendable, Hashable {
    /// The run.
    public let run: RunID
    /// When it began, in ISO 8601, UTC.
    public let started: String
    /// How it stands.
    public let status: RunStatus
    /// Whether a living process carries it out. A run that is `running` and not live was killed,
    /// and can be resumed.
    public let isLive: Bool
    /// The task in the user's words.
    public let task: String
    /// The agent definition's name.
    public let agent: String
    /// The strategy's name.
    public let strategy: String
    /// λ: 1 is speed, 0 is cost.
    public let lambda: Double
    /// Who drafts, if anybody.
    public let drafter: String?
    /// Who verifies, if anybody.
    public let verifier: String?
    /// Committed steps.
    public let steps: Int
    /// How long it took, or has taken so far.
    public let latency: Duration
    /// What its calls have cost.
    public let spend: Spend
    /// The task's answer.
    public let answer: String?

    init(_ row: Row, isLive: Bool) throws {
        guard let run = RunID(row["run"]), let status = RunStatus(rawValue: row["status"]) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a run without a name or status")
        }
        self.run = run
        self.status = status
        self.isLive = isLive
        started = row["started"]
        task = row["task"]
        agent = row["agent"]
        strategy = row["strategy"]
        lambda = row["lambda"]
        drafter = row["drafter"]
        verifier = row["verifier"]
        steps = row["steps"]
        latency = .nanoseconds(row["latency_ns"] as Int64? ?? 0)
        spend = Spend(
            known: Money(nanodollars: row["known_nanodollars"]),
            estimated: Money(nanodollars: row["estimated_nanodollars"]), unpriced: row["unpriced_calls"])
        answer = row["answer"]
    }
}

extension RunRecord: Encodable {
    private enum CodingKeys: String, CodingKey {
        case run, started, status, live, task, agent, strategy, lambda, drafter, verifier, steps, answer
        case latency = "latency_s"
        case cost = "cost_usd"
        case estimatedCost = "cost_estimated_usd"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(run, forKey: .run)
        try container.encode(started, forKey: .started)
        try container.encode(status, forKey: .status)
        try container.encode(isLive, forKey: .live)
        try container.encode(task, forKey: .task)
        try container.encode(agent, forKey: .agent)
        try container.encode(strategy, forKey: .strategy)
        try container.encode(lambda, forKey: .lambda)
        try container.encode(drafter, forKey: .drafter)
        try container.encode(verifier, forKey: .verifier)
        try container.encode(steps, forKey: .steps)
        try container.encode(latency.roundedSeconds, forKey: .latency)
        try container.encode(spend.total?.dollars, forKey: .cost)
        try container.encode(spend.estimated.dollars, forKey: .estimatedCost)
        try container.encode(answer, forKey: .answer)
    }
}
