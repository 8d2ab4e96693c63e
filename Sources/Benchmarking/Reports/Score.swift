import Control

/// How good some tasks were at a λ, between the verifier alone and what an oracle makes of them.
public struct Score: Sendable, Hashable, Encodable {
    /// J: 1 is the verifier alone, less is better.
    public let objective: Double
    /// J of the oracle.
    public let oracle: Double
    /// (1 − J)/(1 − J*); nil where nothing could be won.
    public let efficiency: Double?

    init(_ figures: TaskFigures, bound: OracleBound, lambda: Lambda) {
        objective = figures.objective(lambda)
        oracle = bound.objective
        efficiency = bound.efficiency(of: objective)
    }

    private enum CodingKeys: String, CodingKey {
        case efficiency
        case objective = "j"
        case oracle = "j_oracle"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(objective, forKey: .objective)
        try container.encode(oracle, forKey: .oracle)
        try container.encode(efficiency, forKey: .efficiency)
    }
}
