/// A call to an agent.
public struct SimulatedCall: Sendable, Hashable {
    /// How long it takes, in seconds of virtual time.
    public var latency: Double
    /// What it uses when it runs to its end.
    public var charge: SimulatedCharge
    /// How sure a drafter says it is, from 0 to 1.
    public var confidence: Double?
    /// Whether a draft is recalled instead of thought out.
    public var isRemembered: Bool
    /// What is proposed; nil when the call fails.
    public var action: SimulatedAction?

    /// A call.
    public init(
        latency: Double, charge: SimulatedCharge, confidence: Double? = nil, isRemembered: Bool = false,
        action: SimulatedAction?
    ) {
        self.latency = latency
        self.charge = charge
        self.confidence = confidence
        self.isRemembered = isRemembered
        self.action = action
    }

    /// A call whose tokens are of no interest.
    /// - Parameters:
    ///   - cost: what it costs when it runs to its end, in dollars.
    ///   - promptCost: the part of the cost that is charged however early the call is cancelled; the
    ///     rest grows with its age.
    public init(
        latency: Double, cost: Double = 0, promptCost: Double = 0, confidence: Double? = nil,
        isRemembered: Bool = false, action: SimulatedAction?
    ) {
        self.init(
            latency: latency, charge: SimulatedCharge(promptDollars: promptCost, generationDollars: cost - promptCost),
            confidence: confidence, isRemembered: isRemembered, action: action)
    }
}
