import Speculation

/// Two that met the same tasks: the difference of their J, in pairs.
public struct Duel: Sendable, Hashable, Encodable {
    /// The first one.
    public let key: SuiteReport.Key
    /// Who the other one was.
    public let opponent: String
    /// J of the first one less J of the other: below 0, the first one is better.
    public let difference: Estimate
    /// The same for the tasks after the suite's warm-up; nil where it has none.
    public let differenceAfterWarmUp: Estimate?

    private init?(_ first: SuiteReport.Group, _ other: SuiteReport.Group, called opponent: String) {
        guard let difference = first.score.difference(to: other.score) else { return nil }
        key = first.key
        self.opponent = opponent
        self.difference = difference
        differenceAfterWarmUp = first.afterWarmUp.flatMap { later in
            other.afterWarmUp.flatMap { later.difference(to: $0) }
        }
    }

    /// Whoever learns, against the fixed depth (0 included) that turned out best on the same tasks
    /// at the same λ.
    static func againstBestFixed(_ groups: [SuiteReport.Group]) -> [Duel] {
        groups.filter { !$0.isFixed }.compactMap { group in
            let rivals = groups.filter { rival in
                var key = rival.key
                key.controller = group.key.controller
                return rival.isFixed && key == group.key
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
        case workload, controller, lambda, scheduling, opponent
        case earlyRepair = "early_repair"
        case difference = "j_difference"
        case differenceAfterWarmUp = "j_difference_after_warm_up"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(key.workload, forKey: .workload)
        try container.encode(key.controller, forKey: .controller)
        try container.encode(key.lambda, forKey: .lambda)
        try container.encode(key.scheduling, forKey: .scheduling)
        try container.encode(key.earlyRepair, forKey: .earlyRepair)
        try container.encode(opponent, forKey: .opponent)
        try container.encode(difference, forKey: .difference)
        try container.encode(differenceAfterWarmUp, forKey: .differenceAfterWarmUp)
    }
}

extension SuiteReport.Group {
    var isFixed: Bool { key.controller == "off" || key.controller.hasPrefix("fixed-") }
}
