import Planning

/// What runs are expected to take, and the most that they can. A value: the same knowledge gives the same figures.
struct RunForecast: Encodable {
    /// What tasks come to together.
    struct Figures: Encodable, Equatable {
        var steps: Double
        var calls: Double
        var tokens: Double
        /// Dollars; nil where a price is unknown.
        var cost: Double?

        static let zero = Figures(steps: 0, calls: 0, tokens: 0, cost: 0)

        static func + (left: Figures, right: Figures) -> Figures {
            Figures(
                steps: left.steps + right.steps, calls: left.calls + right.calls, tokens: left.tokens + right.tokens,
                cost: left.cost.flatMap { sum in right.cost.map { sum + $0 } })
        }

        /// Nothing where there are none, also where a price is unknown.
        static func * (figures: Figures, count: Int) -> Figures {
            guard count > 0 else { return .zero }
            return Figures(
                steps: figures.steps * Double(count), calls: figures.calls * Double(count),
                tokens: figures.tokens * Double(count), cost: figures.cost.map { $0 * Double(count) })
        }

        private enum CodingKeys: String, CodingKey {
            case steps, calls, tokens
            case cost = "cost_usd"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(steps, forKey: .steps)
            try container.encode(calls, forKey: .calls)
            try container.encode(tokens, forKey: .tokens)
            // What is unknown is null, and never missing.
            try container.encode(cost, forKey: .cost)
        }
    }

    let expected: Figures
    let worst: Figures

    /// How a committed step is come by.
    struct Pace {
        /// Steps of a task that comes to its end.
        var steps: Double
        /// Drafts and verifications for a committed step.
        var drafts: Double
        var verifications: Double
        /// The most drafts that may be unverified at once.
        var depth: Int
        /// Verifications for a committed step that come on top at worst, for the record.
        var audits: Int
        /// Whole answers that are drafted first, each of as many steps as a run may have.
        var answers: Int
    }

    /// - Parameter steps: the most that a run may have.
    init(_ pace: Pace, steps: Int, drafter: RoleForecast, verifier: RoleForecast) {
        let usual = min(pace.steps, Double(steps))
        let drafts = usual * (pace.drafts + Double(pace.answers))
        let verifications = usual * pace.verifications
        func cost(_ role: RoleForecast, _ count: Double) -> Double? {
            count == 0 ? 0 : role.usual.cost.map { $0.dollars * count }
        }
        expected = Figures(
            steps: usual, calls: drafts * Double(drafter.calls) + verifications * Double(verifier.calls),
            tokens: drafts * Double(drafter.usual.tokens) + verifications * Double(verifier.usual.tokens),
            cost: cost(drafter, drafts).flatMap { sum in cost(verifier, verifications).map { sum + $0 } })
        // Found once for each position, however many steps ride across it.
        let verification = Self.most(verifier, upTo: steps)
        let draft = Self.most(drafter, upTo: steps)
        // At worst every draft is wrong: each committed step takes all that may be ridden ahead of it.
        var worst = Figures.zero
        for step in 1...max(steps, 1) {
            let ahead = min(pace.depth, steps - step)
            for position in step...(step + ahead) {
                if pace.verifications > 0 { worst = worst + verification[position - 1] }
                if pace.drafts > 0, pace.depth > 0 || pace.verifications == 0 {
                    worst = worst + draft[position - 1]
                }
            }
            worst = worst + verification[step - 1] * pace.audits
            worst = worst + draft[step - 1] * pace.answers
        }
        worst.steps = Double(steps)
        self.worst = worst
    }

    /// The most that a proposal of `role` takes, for each position.
    private static func most(_ role: RoleForecast, upTo steps: Int) -> [Figures] {
        (1...max(steps, 1)).map { step in
            let most = role.most(at: step)
            return Figures(
                steps: 0, calls: Double(role.calls), tokens: Double(most.tokens), cost: most.cost.map(\.dollars))
        }
    }

    /// Several runs together.
    init(of runs: [RunForecast]) {
        expected = runs.reduce(.zero) { $0 + $1.expected }
        worst = runs.reduce(.zero) { $0 + $1.worst }
    }
}
