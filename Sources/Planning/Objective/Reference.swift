/// What the verifier alone would take for a task.
public struct Reference: Sendable, Hashable, Codable {
    /// Its latency in seconds.
    public var seconds: Double
    /// Its cost in dollars.
    public var dollars: Double

    /// A reference.
    public init(seconds: Double, dollars: Double) {
        self.seconds = seconds
        self.dollars = dollars
    }
}
