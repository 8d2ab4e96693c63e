/// Runs of one strategy at one λ, and of one fixed depth if they have one: what they took and cost, as means.
public struct FrontierPoint: Sendable, Hashable, Encodable {
    /// The strategy's name.
    public let strategy: String
    /// λ, to two decimals.
    public let lambda: Double
    /// The fixed depth, if the user set one.
    public let depth: Int?
    /// How many runs.
    public let runs: Int
    /// Seconds.
    public let latency: Double
    /// Dollars; nil where no run has a known cost.
    public let cost: Double?
    /// Latency, where 1 is the verifier alone on the same steps.
    public let relativeLatency: Double
    /// The standard error of it; nil of a single run.
    public let relativeLatencyError: Double?
    /// Cost, where 1 is the verifier alone.
    public let relativeCost: Double
    /// The standard error of it.
    public let relativeCostError: Double?
    /// What the oracle takes, where 1 is the verifier alone, over the runs in which a draft was judged.
    public let oracleLatency: Double?
    /// What the oracle costs, likewise.
    public let oracleCost: Double?
    /// J, and the part of the possible gain that was reached.
    public let objective: Double
    /// The part of the possible gain that was reached.
    public let efficiency: Double?

    private enum CodingKeys: String, CodingKey {
        case strategy, lambda, depth, runs, efficiency
        case latency = "latency_s"
        case cost = "cost_usd"
        case relativeLatency = "relative_latency"
        case relativeLatencyError = "relative_latency_error"
        case relativeCost = "relative_cost"
        case relativeCostError = "relative_cost_error"
        case oracleLatency = "oracle_latency"
        case oracleCost = "oracle_cost"
        case objective = "j"
    }
}
