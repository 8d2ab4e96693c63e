import GRDB

extension LedgerStore {
    /// What the finished runs that are counted took and cost, by strategy, λ and fixed depth: only those in which there
    /// is a verifier to compare with.
    /// - Parameter agent: the agent definition's name; nil for all.
    public func frontier(agent: String? = nil) async throws(LedgerError) -> [FrontierPoint] {
        try await read("drawing the frontier") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT strategy, round(lambda, 2) AS lambda, depth, count(*) AS runs,
                        avg(latency_ns) / 1e9 AS latency, avg(cost_nanodollars) / 1e9 AS cost,
                        avg(relative_latency) AS relative_latency, avg(relative_cost) AS relative_cost,
                        avg(relative_latency * relative_latency) AS squared_latency,
                        avg(relative_cost * relative_cost) AS squared_cost,
                        avg(oracle_latency) AS oracle_latency, avg(oracle_cost) AS oracle_cost,
                        avg(objective) AS objective, avg(efficiency) AS efficiency
                    FROM run_digests
                    WHERE status = 'finished' AND relative_latency IS NOT NULL AND (?1 IS NULL OR agent = ?1)
                    GROUP BY 1, 2, 3 ORDER BY 1, 3, 2
                    """, arguments: [agent]
            ).map(FrontierPoint.init)
        }
    }
}

extension FrontierPoint {
    fileprivate init(_ row: Row) {
        let runs: Int = row["runs"]
        func error(_ mean: Double, _ squared: Double) -> Double? {
            runs < 2 ? nil : (max(0, squared - mean * mean) / Double(runs - 1)).squareRoot()
        }
        let (latency, cost): (Double, Double) = (row["relative_latency"], row["relative_cost"])
        self.init(
            strategy: row["strategy"], lambda: row["lambda"], depth: row["depth"], runs: runs, latency: row["latency"],
            cost: row["cost"], relativeLatency: latency, relativeLatencyError: error(latency, row["squared_latency"]),
            relativeCost: cost, relativeCostError: error(cost, row["squared_cost"]),
            oracleLatency: row["oracle_latency"], oracleCost: row["oracle_cost"], objective: row["objective"],
            efficiency: row["efficiency"])
    }
}
