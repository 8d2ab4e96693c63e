public import Planning

/// What the calls of a run took: all of them, cancelled ones included.
public struct Effort: Sendable, Hashable, Codable {
    /// Calls.
    public var calls = 0
    /// Tokens, prompts and answers together.
    public var tokens = 0
    /// Seconds that calls kept somebody busy, those at the same time counted each.
    public var seconds = 0.0
    /// Dollars; nil when the price of a call is unknown.
    public var dollars: Double? = 0

    /// The calls of a run that served `role`; all calls where it is nil.
    public init(_ run: RunSummary, of role: AgentRole? = nil) {
        var spend = Spend.zero
        for call in run.calls where role == nil || call.role == role {
            calls += 1
            seconds += call.duration?.seconds ?? 0
            guard let settlement = call.settlement else { continue }
            tokens += settlement.usage.input + settlement.usage.output
            spend.add(settlement.cost, provenance: settlement.usage.provenance)
        }
        dollars = spend.total?.dollars
    }
}
