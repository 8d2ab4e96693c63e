import Planning
import Speculation

/// Two that met the same tasks: the difference of their J, in pairs.
public struct Duel: Sendable, Hashable, Encodable {
    /// The first one.
    public let key: TrialKey
    /// Who the other one was.
    public let opponent: String
    /// J of the first one less J of the other: below 0, the first one is better.
    public let difference: Estimate
    /// The same for the tasks after the suite's warm-up; nil where it has none.
    public let differenceAfterWarmUp: Estimate?

    private init?(_ first: SuiteReport.Group, _ other: SuiteReport.Group, called opponent: String) {
        let pairs = zip(first.rows, other.rows)
        guard let difference = Estimate(pairs.map { $0.score.objective - $1.score.objective }) else { return nil }
        key = first.key
        self.opponent = opponent
        self.difference = difference
        differenceAfterWarmUp = Estimate(
            pairs.compactMap { one, other in
                guard let one = one.afterWarmUp, let other = other.afterWarmUp else { return nil }
                return one.objective - other.objective
            })
    }

    /// Whoever learns, against the fixed depth (0 included) that turned out best on the same tasks
    /// at the same λ.
    static func againstBestFixed(_ groups: [SuiteReport.Group]) -> [Duel] {
        groups.filter { $0.fixedDepth == nil && $0.key.controller != "oracle" }.compactMap { group in
            let rivals = groups.filter { rival in
                rival.fixedDepth != nil && rival.key.with(controller: group.key.controller) == group.key
            }
            return rivals.min { $0.score.objective.mean < $1.score.objective.mean }.flatMap {
                Duel(group, $0, called: $0.key.controller)
            }
        }
    }

    /// Every other arrangement against continuous scheduling with early repair.
    static func againstDefaultArrangement(_ groups: [SuiteReport.Group]) -> [Duel] {
        groups.compactMap { group in
            var key = group.key
            key.scheduling = .continuous
            key.earlyRepair = true
            guard key != group.key, let rival = groups.first(where: { $0.key == key }) else { return nil }
            return Duel(group, rival, called: key.arrangement)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case opponent
        case difference = "j_difference"
        case differenceAfterWarmUp = "j_difference_after_warm_up"
    }

    public func encode(to encoder: any Encoder) throws {
        try key.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(opponent, forKey: .opponent)
        try container.encode(difference, forKey: .difference)
        try container.encode(differenceAfterWarmUp, forKey: .differenceAfterWarmUp)
    }
}

extension SuiteReport.Group {
    /// Nil for whoever learns.
    var fixedDepth: Int? { Contestant(key.controller)?.fixedDepth }
}
