import Control
import Planning

/// How good some tasks were at a λ, between the verifier alone and what an oracle makes of them: of
/// one trial, or of several seeds as means with intervals.
public struct Score<Number: Sendable & Hashable & Encodable>: Sendable, Hashable, Encodable {
    /// J: 1 is the verifier alone, less is better.
    public let objective: Number
    /// Latency, where 1 is the verifier alone.
    public let latency: Number
    /// Cost, where 1 is the verifier alone.
    public let cost: Number
    /// J* of the oracle that no quota holds up: nobody does better.
    public let oracle: OracleMark
    /// The oracle under the provider's quota, simulated like everybody else; nil where there is no quota.
    /// It shows what foresight reaches, and is no bound.
    public let reachable: OracleMark?

    /// (1 − J)/(1 − J*); nil where nothing could be won.
    public let efficiency: Double?
    /// The same against what is reachable under the quota.
    public let reachableEfficiency: Double?

    private init(
        objective: (Number, mean: Double), latency: Number, cost: Number, oracle: OracleMark, reachable: OracleMark?
    ) {
        self.objective = objective.0
        self.latency = latency
        self.cost = cost
        self.oracle = oracle
        self.reachable = reachable
        efficiency = OracleBound.efficiency(of: objective.mean, against: oracle.objective)
        reachableEfficiency = reachable.flatMap {
            OracleBound.efficiency(of: objective.mean, against: $0.objective)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case efficiency
        case objective = "j"
        case latency = "relative_latency"
        case cost = "relative_cost"
        case oracle = "j_oracle"
        case reachable = "j_reachable"
        case reachableEfficiency = "efficiency_reachable"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(objective, forKey: .objective)
        try container.encode(latency, forKey: .latency)
        try container.encode(cost, forKey: .cost)
        try container.encode(oracle.objective, forKey: .oracle)
        try container.encode(efficiency, forKey: .efficiency)
        guard let reachable else { return }
        try container.encode(reachable.objective, forKey: .reachable)
        try container.encode(reachableEfficiency, forKey: .reachableEfficiency)
    }
}

extension Score<Double> {
    /// - Parameter reachable: what the oracle took under the quota; nil where there is none.
    init(_ figures: TaskFigures, bound: OracleBound, reachable: TaskFigures? = nil, lambda: Lambda) {
        let objective = figures.objective(lambda)
        self.init(
            objective: (objective, objective), latency: figures.effort.latency, cost: figures.effort.cost,
            oracle: OracleMark(objective: bound.objective, effort: bound.effort),
            reachable: reachable.map { OracleMark(objective: $0.objective(lambda), effort: $0.effort) })
    }
}

extension Score<Estimate> {
    /// The scores of several seeds; nil without any.
    init?(_ scores: [Score<Double>]) {
        guard let objective = Estimate(scores.map(\.objective)), let latency = Estimate(scores.map(\.latency)),
            let cost = Estimate(scores.map(\.cost)), let oracle = OracleMark(meanOf: scores.map(\.oracle))
        else { return nil }
        self.init(
            objective: (objective, objective.mean), latency: latency, cost: cost, oracle: oracle,
            reachable: OracleMark(meanOf: scores.compactMap(\.reachable)))
    }
}
