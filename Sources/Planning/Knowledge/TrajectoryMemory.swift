/// Remembers the steps of earlier runs that a verifier decided. The record of runs is one.
public protocol TrajectoryMemory: Sendable {
    /// The latest lossless runs of an agent, the newest first, with at most `steps` steps in all.
    /// Runs without a committed step are left out.
    func verifiedRuns(of agent: String, steps: Int) async throws -> [RememberedRun]

    /// Lossless runs of an agent whose task reads like `task`, the most similar first.
    func runs(of agent: String, similarTo task: String, limit: Int) async throws -> [RememberedRun]
}

/// A run as memory keeps it.
public struct RememberedRun: Sendable, Hashable {
    /// The run.
    public var run: RunID
    /// When it began, in milliseconds since 1970.
    public var startedAt: Int64
    /// The task in the user's words.
    public var task: String
    /// Whether the verifier ended the task.
    public var isFinished: Bool
    /// The committed steps.
    public var steps: [Step]

    /// A run.
    public init(run: RunID, startedAt: Int64, task: String, isFinished: Bool, steps: [Step]) {
        self.run = run
        self.startedAt = startedAt
        self.task = task
        self.isFinished = isFinished
        self.steps = steps
    }
}
