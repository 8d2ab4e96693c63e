/// Whom a call serves.
public enum AgentRole: String, Sendable, Hashable, Codable, CaseIterable {
    /// Cheap and fast; proposes ahead.
    case drafter
    /// Expensive and trusted; decides.
    case verifier
    /// Scores what others propose; proposes nothing itself.
    case scorer
}

extension RunEvent.Work {
    /// Whom the calls of such work can serve.
    public var roles: Set<AgentRole> {
        switch self {
        case .draft: [.drafter]
        case .verification: [.verifier, .scorer]
        case .execution: []
        }
    }
}
