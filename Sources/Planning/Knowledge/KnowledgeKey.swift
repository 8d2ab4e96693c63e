/// Whose knowledge something is: what was learnt about one drafter and one verifier at one agent's
/// tasks.
public struct KnowledgeKey: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The agent definition's name.
    public var agent: String
    /// Who drafts.
    public var drafter: String
    /// Who verifies.
    public var verifier: String

    /// A key.
    public init(agent: String, drafter: String, verifier: String) {
        self.agent = agent
        self.drafter = drafter
        self.verifier = verifier
    }

    public var description: String { "\(agent), \(drafter) ▸ \(verifier)" }
}
