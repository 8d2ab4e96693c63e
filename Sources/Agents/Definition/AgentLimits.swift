/// How far an agent may go.
public struct AgentLimits: Sendable, Hashable {
    /// Committed steps of a run, unless the user says otherwise.
    public let maxSteps: Int
    /// The longest answer of one model call, in tokens.
    public let maxOutput: Int
    /// How often a model is asked for one action before the agent gives up on its answers.
    public let attempts: Int
}
