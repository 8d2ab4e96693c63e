import Planning

/// What a suite has shown: means over the seeds, with intervals.
public struct SuiteReport: Sendable, Hashable, Encodable {
    /// The suite's name.
    public let suite: String
    /// In the order in which they were run.
    public let groups: [Group]
    /// Every learning controller against the fixed depth that turned out best.
    public let duels: [Duel]
    /// Every arrangement against the default one.
    public let arrangements: [Duel]

    private enum CodingKeys: String, CodingKey {
        case suite, groups
        case duels = "against_best_fixed"
        case arrangements = "against_continuous_with_repair"
    }

    /// The report of a suite's rows.
    public init(_ suite: String, rows: [TrialRow]) {
        self.suite = suite
        var order: [TrialKey] = []
        var byKey: [TrialKey: [TrialRow]] = [:]
        for row in rows {
            if byKey[row.key] == nil { order.append(row.key) }
            byKey[row.key, default: []].append(row)
        }
        let sums = byKey.mapValues { $0.map(\.figures).sum }
        groups = order.compactMap { key in
            let reference = sums[key.with(controller: PaperShares.reference.name)]
            return Group(key, byKey[key] ?? [], reference: reference)
        }
        duels = Duel.againstBestFixed(groups)
        arrangements = Duel.againstDefaultArrangement(groups)
    }
}

extension SuiteReport {
    /// Everything that went the same way but for the seed.
    public struct Group: Sendable, Hashable, Encodable {
        /// What the seeds have in common.
        public let key: TrialKey
        /// How good all tasks were.
        public let score: Score<Estimate>
        /// How good those after the suite's warm-up were; nil where it has none.
        public let afterWarmUp: Score<Estimate>?
        /// All seeds together.
        public let figures: TaskFigures
        /// What the paper would show of them; nil where the suite lacks the setting that it compares with.
        public let paperShares: PaperShares?
        /// The trials, by seed, to be compared in pairs.
        let rows: [TrialRow]

        init?(_ key: TrialKey, _ rows: [TrialRow], reference: TaskFigures?) {
            let rows = rows.sorted { $0.seed < $1.seed }
            guard let score = Score(rows.map(\.score)) else { return nil }
            self.key = key
            self.score = score
            afterWarmUp = Score(rows.compactMap(\.afterWarmUp))
            let figures = rows.map(\.figures).sum
            self.figures = figures
            paperShares = reference.map { PaperShares(figures, of: $0) }
            self.rows = rows
        }

        private enum CodingKeys: String, CodingKey {
            case acceptance
            case afterWarmUp = "after_warm_up"
            case wastedPart = "wasted_part"
            case paperShares = "of_fixed_k2"
        }

        public func encode(to encoder: any Encoder) throws {
            try key.encode(to: encoder)
            try score.encode(to: encoder)
            try PaperFigures(figures).encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(afterWarmUp, forKey: .afterWarmUp)
            try container.encode(figures.acceptance, forKey: .acceptance)
            try container.encode(figures.wastedPart, forKey: .wastedPart)
            try container.encode(paperShares, forKey: .paperShares)
        }
    }
}
