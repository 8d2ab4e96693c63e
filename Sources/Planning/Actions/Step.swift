/// A committed pair: what was asked, and what came back.
public struct Step: Sendable, Hashable, Codable {
    /// What the verifier decided.
    public let action: Action
    /// What the world answered.
    public let observation: Observation

    /// A step.
    public init(action: Action, observation: Observation = .empty) {
        self.action = action
        self.observation = observation
    }
}
