/// A call to an agent.
public struct SimulatedCall: Sendable, Hashable {
    /// How long it takes, in seconds of virtual time.
    public var latency: Double
    /// What it uses when it runs to its end.
    public var charge: SimulatedCharge
    /// What is proposed; nil when the call fails.
    public var action: SimulatedAction?

    /// A call.
    public init(latency: Double, charge: SimulatedCharge, action: SimulatedAction?) {
        self.latency = latency
        self.charge = charge
        self.action = action
    }

    /// A call whose cost is that of what it generates, in dollars.
    public init(latency: Double, cost: Double = 0, action: SimulatedAction?) {
        self.init(latency: latency, charge: SimulatedCharge(generationDollars: cost), action: action)
    }
}
