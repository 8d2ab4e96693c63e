import Planning
import Tasks

/// How everybody did at the same tasks: accuracy, time and cost, each with its interval, and in pairs with the one
/// that all are compared with.
public struct TaskReport: Sendable, Hashable, Encodable {
    /// What the tasks are.
    public let tasks: String
    /// Who all are compared with.
    public let baseline: String
    /// Whether only what is optimal counts as right.
    public let countsShortest: Bool
    /// In the order in which they were named.
    public let contestants: [Standing]
    /// Every run.
    public let rows: [AttemptRow]

    /// The report of some runs.
    /// - Parameters:
    ///   - baseline: who all are compared with; where it is not among the rows, nothing is compared.
    ///   - countsShortest: whether only what is optimal counts as right.
    public init(_ tasks: String, rows: [AttemptRow], baseline: String, countsShortest: Bool) {
        self.tasks = tasks
        self.baseline = baseline
        self.countsShortest = countsShortest
        self.rows = rows
        var order: [String] = []
        for row in rows where !order.contains(row.contestant) { order.append(row.contestant) }
        let groups = Dictionary(grouping: rows, by: \.contestant)
        let others = groups[baseline] ?? []
        contestants = order.compactMap { name in
            Standing(
                name, groups[name] ?? [], against: name == baseline ? [] : others, countsShortest: countsShortest)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case tasks, baseline, contestants, rows
        case countsShortest = "only_shortest_counts"
    }
}

extension TaskReport {
    /// How one of them did. Times, calls and costs are for a task.
    public struct Standing: Sendable, Hashable, Encodable {
        /// A strategy's name with its settings.
        public let contestant: String
        /// Runs.
        public let runs: Int
        /// Runs that failed or were ended by a limit.
        public let unfinished: Int
        /// The part of the runs that were right, as the report counts.
        public let accuracy: Estimate
        /// The part of the runs that solved their task.
        public let solved: Estimate
        /// The part of the runs that were optimal.
        public let optimal: Estimate
        /// Seconds.
        public let latency: Estimate
        /// Dollars; nil when a price is unknown.
        public let dollars: Estimate?
        /// Calls of the verifier.
        public let verifierCalls: Estimate
        /// Tokens of the verifier.
        public let verifierTokens: Estimate
        /// Seconds that the verifier was busy.
        public let verifierSeconds: Estimate
        /// Seconds that anybody was busy.
        public let busySeconds: Estimate
        /// In pairs with the baseline; nil for the baseline itself, and where no task was met by both.
        public let comparison: Comparison?

        init?(_ name: String, _ rows: [AttemptRow], against others: [AttemptRow], countsShortest: Bool) {
            func mean(_ value: (AttemptRow) -> Double) -> Estimate? { Estimate(rows.map(value)) }
            func part(_ isIn: (AttemptRow) -> Bool) -> Estimate? {
                Estimate(successes: rows.count(where: isIn), of: rows.count)
            }
            guard let accuracy = part({ $0.isRight(countsShortest) }), let solved = part({ $0.verdict.isRight }),
                let optimal = part({ $0.verdict.grade == .optimal }), let latency = mean({ $0.latency }),
                let verifierCalls = mean({ Double($0.verifier.calls) }),
                let verifierTokens = mean({ Double($0.verifier.tokens) }),
                let verifierSeconds = mean({ $0.verifier.seconds }), let busySeconds = mean({ $0.total.seconds })
            else { return nil }
            contestant = name
            runs = rows.count
            unfinished = rows.count { $0.status != .finished }
            self.accuracy = accuracy
            self.solved = solved
            self.optimal = optimal
            self.latency = latency
            let costs = rows.compactMap(\.total.dollars)
            dollars = costs.count == rows.count ? Estimate(costs) : nil
            self.verifierCalls = verifierCalls
            self.verifierTokens = verifierTokens
            self.verifierSeconds = verifierSeconds
            self.busySeconds = busySeconds
            comparison = Comparison(rows, against: others, countsShortest: countsShortest)
        }

        private enum CodingKeys: String, CodingKey {
            case contestant, runs, unfinished, accuracy, solved, optimal, comparison
            case latency = "latency_s"
            case dollars = "cost_usd"
            case verifierCalls = "verifier_calls"
            case verifierTokens = "verifier_tokens"
            case verifierSeconds = "verifier_s"
            case busySeconds = "busy_s"
        }
    }

    /// How one of them did against the baseline, on the tasks that both have met with the same seed.
    public struct Comparison: Sendable, Hashable, Encodable {
        /// Pairs.
        public let pairs: Int
        /// Points of accuracy: what it has more than the baseline, from −100 to 100.
        public let accuracyPoints: Estimate
        /// How much of the baseline's time it takes.
        public let latency: Estimate?
        /// How much of the baseline's dollars it costs; nil where nothing is paid, or a price is unknown.
        public let dollars: Estimate?
        /// How much of the baseline's calls of the verifier it makes.
        public let verifierCalls: Estimate?
        /// How much of the baseline's tokens of the verifier it takes.
        public let verifierTokens: Estimate?
        /// How much of the seconds that the baseline keeps the verifier busy.
        public let verifierSeconds: Estimate?

        init?(_ rows: [AttemptRow], against others: [AttemptRow], countsShortest: Bool) {
            let known = Dictionary(others.map { ($0.pair, $0) }, uniquingKeysWith: { first, _ in first })
            let pairs = rows.compactMap { row in known[row.pair].map { (row, $0) } }
            let points = pairs.map { one, other in
                100 * ((one.isRight(countsShortest) ? 1.0 : 0) - (other.isRight(countsShortest) ? 1.0 : 0))
            }
            guard let accuracyPoints = Estimate(points) else { return nil }
            func ratio(_ value: (AttemptRow) -> Double) -> Estimate? {
                Estimate(ratioOf: pairs.map { (value($0), value($1)) })
            }
            self.pairs = pairs.count
            self.accuracyPoints = accuracyPoints
            latency = ratio { $0.latency }
            let isPriced = pairs.allSatisfy { $0.total.dollars != nil && $1.total.dollars != nil }
            dollars = isPriced ? ratio { $0.total.dollars ?? 0 } : nil
            verifierCalls = ratio { Double($0.verifier.calls) }
            verifierTokens = ratio { Double($0.verifier.tokens) }
            verifierSeconds = ratio { $0.verifier.seconds }
        }

        private enum CodingKeys: String, CodingKey {
            case pairs
            case accuracyPoints = "accuracy_points"
            case latency = "relative_latency"
            case dollars = "relative_cost"
            case verifierCalls = "relative_verifier_calls"
            case verifierTokens = "relative_verifier_tokens"
            case verifierSeconds = "relative_verifier_s"
        }
    }
}

extension AttemptRow {
    fileprivate func isRight(_ countsShortest: Bool) -> Bool {
        countsShortest ? verdict.grade == .optimal : verdict.isRight
    }
}
