/// Carrying out an action.
public struct SimulatedExecution: Sendable, Hashable {
    /// How long it takes, in seconds of virtual time.
    public var latency: Double
    /// Whether it works.
    public var succeeds: Bool

    /// An execution.
    public init(latency: Double, succeeds: Bool = true) {
        self.latency = latency
        self.succeeds = succeeds
    }
}
