/// Whom a call serves.
public enum AgentRole: String, Sendable, Hashable, Codable, CaseIterable {
    /// Cheap and fast; proposes ahead.
    case drafter
    /// Expensive and trusted; decides.
    case verifier
    /// Scores what others propose; proposes nothing itself.
    case scorer
}
