/// What somebody took and cost in a benchmark, where 1 is the verifier alone.
struct BenchPoint: Sendable, Hashable, Encodable {
    /// The file it stands in.
    let file: String
    /// The suite's workload; nil for a bench of tasks.
    let workload: String?
    /// The controller or the strategy.
    let contestant: String
    /// λ; nil where the rows do not say.
    let lambda: Double?
    /// How many rows it is the mean of.
    let rows: Int
    /// Latency, where 1 is the verifier alone.
    let relativeLatency: Double
    /// Cost, where 1 is the verifier alone.
    let relativeCost: Double

    private enum CodingKeys: String, CodingKey {
        case file, workload, contestant, lambda, rows
        case relativeLatency = "relative_latency"
        case relativeCost = "relative_cost"
    }
}
