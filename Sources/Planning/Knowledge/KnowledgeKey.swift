/// Whose knowledge something is: what was learnt about one drafter and one verifier at one agent's
/// tasks, by one kind of controller.
public struct KnowledgeKey: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The agent definition's name.
    public var agent: String
    /// Who drafts.
    public var drafter: String
    /// Who verifies.
    public var verifier: String
    /// The controller's name.
    public var controller: String

    /// A key.
    public init(agent: String, drafter: String, verifier: String, controller: String) {
        self.agent = agent
        self.drafter = drafter
        self.verifier = verifier
        self.controller = controller
    }

    public var description: String { "\(controller) for \(agent), \(drafter) ▸ \(verifier)" }
}
