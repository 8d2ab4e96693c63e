/// The scores of several seeds: J with its interval, and the means of the rest.
public struct ScoreEstimate: Sendable, Hashable, Encodable {
    /// J.
    public let objective: Estimate
    /// J of the oracle, the mean.
    public let oracle: Double
    /// (1 − J)/(1 − J*), of the means; nil where nothing could be won.
    public let efficiency: Double?
    /// J by seed, in order, to be compared in pairs.
    let objectives: [Double]

    /// Nil without scores.
    init?(_ scores: [Score]) {
        objectives = scores.map(\.objective)
        guard let objective = Estimate(objectives), let oracle = Estimate(scores.map(\.oracle), resamples: 0)
        else { return nil }
        self.objective = objective
        self.oracle = oracle.mean
        efficiency = oracle.mean < 1 - 1e-9 ? (1 - objective.mean) / (1 - oracle.mean) : nil
    }

    /// J less J of the other on the same seeds, in pairs.
    func difference(to other: ScoreEstimate) -> Estimate? {
        Estimate(zip(objectives, other.objectives).map { $0 - $1 })
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
