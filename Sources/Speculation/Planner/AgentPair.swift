public import Planning

/// Who drafts, and who decides.
public struct AgentPair: Sendable {
    /// Rides ahead; nil when nobody drafts.
    public let drafter: (any Agent)?
    /// Decides every step.
    public let decider: any Agent
    /// The role under which the decider's calls are recorded: the verifier's, but for the baseline
    /// in which the drafter works alone.
    public let deciderRole: AgentRole

    /// A drafter that rides ahead of a verifier.
    public static func speculative(drafter: any Agent, verifier: any Agent) -> AgentPair {
        AgentPair(drafter: drafter, decider: verifier, deciderRole: .verifier)
    }

    /// One agent alone.
    public static func alone(_ agent: any Agent, as role: AgentRole) -> AgentPair {
        AgentPair(drafter: nil, decider: agent, deciderRole: role)
    }
}
