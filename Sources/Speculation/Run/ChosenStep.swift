public import Planning

/// A step that a strategy has decided on.
public struct ChosenStep: Sendable {
    /// What is done.
    public var action: Action
    /// What came back, if it was tried; nil has it carried out when it is committed.
    public var observation: Observation?
    /// How long trying it took.
    public var executionTime: Duration
    /// Whose proposal it is.
    public var source: StepSource
    /// The calls that led to it, which were of use.
    public var calls: [CallID]
    /// How long the verifier worked on it; zero where it was not asked.
    public var verifierTime: Duration
    /// What the verifier's calls for it cost; zero where it was not asked, and nil where the price is unknown.
    public var verifierCost: Money?

    /// A step that was decided on.
    public init(
        _ action: Action, observation: Observation? = nil, executionTime: Duration = .zero, source: StepSource,
        calls: [CallID], verifierTime: Duration = .zero, verifierCost: Money? = .zero
    ) {
        self.action = action
        self.observation = observation
        self.executionTime = executionTime
        self.source = source
        self.calls = calls
        self.verifierTime = verifierTime
        self.verifierCost = verifierCost
    }

    /// A step that the verifier proposed.
    public init(_ asked: Asked<Proposal>) {
        self.init(
            asked.value.action, source: .verifier, calls: asked.calls, verifierTime: asked.duration,
            verifierCost: asked.cost)
    }
}
