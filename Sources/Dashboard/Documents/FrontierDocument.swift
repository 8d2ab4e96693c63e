import Ledger

/// Latency against cost, from runs and from benchmarks.
struct FrontierDocument: Encodable {
    /// Real runs, by strategy, λ and fixed depth.
    let runs: [FrontierPoint]
    /// Rows of benchmarks.
    let bench: [BenchPoint]
}
