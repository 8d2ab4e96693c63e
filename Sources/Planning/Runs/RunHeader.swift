/// What a run is, as known when it starts: enough to list it, to judge it and to resume it.
public struct RunHeader: Sendable, Hashable, Codable {
    /// The run's name.
    public var run: RunID
    /// When it started, in milliseconds since 1970.
    public var startedAt: Int64
    /// The task in the user's words.
    public var task: String
    /// The agent definition's name.
    public var agent: String
    /// Who drafts; nil when nobody does.
    public var drafter: String?
    /// Who verifies; nil when nobody does.
    public var verifier: String?
    /// The strategy's name.
    public var strategy: String
    /// What the strategy promises.
    public var guarantee: Guarantee
    /// `continuous` or `rounds`.
    public var scheduling: String
    /// λ: 1 is speed, 0 is cost. Where the user has said what time is worth instead, what that came to by
    /// what was known when the run started.
    public var lambda: Double
    /// What an hour is worth in dollars, if the user has said so.
    public var valueOfTime: Double?
    /// The fixed depth, if the user set one.
    public var depth: Int?
    /// The seed of everything random.
    public var seed: UInt64
    /// What the run may use.
    public var limits: Limits
    /// Everything else that `resume` needs to build the same run again.
    public var options: JSONValue
    /// The batch that the run belongs to, if it does.
    public var batch: BatchPlace?

    /// A header.
    public init(
        run: RunID, startedAt: Int64, task: String, agent: String, drafter: String?, verifier: String?,
        strategy: String, guarantee: Guarantee, scheduling: String, lambda: Double,
        valueOfTime: Double? = nil, depth: Int? = nil, seed: UInt64,
        limits: Limits, options: JSONValue = [:], batch: BatchPlace? = nil
    ) {
        self.run = run
        self.startedAt = startedAt
        self.task = task
        self.agent = agent
        self.drafter = drafter
        self.verifier = verifier
        self.strategy = strategy
        self.guarantee = guarantee
        self.scheduling = scheduling
        self.lambda = lambda
        self.valueOfTime = valueOfTime
        self.depth = depth
        self.seed = seed
        self.limits = limits
        self.options = options
        self.batch = batch
    }
}
