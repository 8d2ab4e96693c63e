/// Which of the two agents is meant.
public enum AgentRole: String, Sendable, Hashable, Codable, CaseIterable {
    /// Cheap and fast; proposes ahead.
    case drafter
    /// Expensive and trusted; decides.
    case verifier
}
