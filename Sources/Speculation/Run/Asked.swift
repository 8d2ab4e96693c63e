public import Planning

/// What somebody answered, and what it took.
public struct Asked<Value: Sendable>: Sendable {
    /// The answer.
    public let value: Value
    /// The calls it took.
    public let calls: [CallID]
    /// The time of all calls together.
    public let duration: Duration
    /// What they cost; nil when a price is unknown.
    public let cost: Money?
}
