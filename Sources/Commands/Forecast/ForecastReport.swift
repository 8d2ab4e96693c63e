import Configuration
import Ledger
import Planning

/// What `--dry-run` says: what would be run, what it is expected to take, and what would stop it.
struct ForecastReport: Encodable {
    let tasks: Int
    let expected: RunForecast.Figures
    let worst: RunForecast.Figures
    /// What the figures rest on.
    let basis: String
    /// The limits in the way, in words.
    let limits: [String]
    /// Whether more is expected to be spent than may be.
    let isExpectedToStop: Bool

    private enum CodingKeys: String, CodingKey {
        case tasks, expected, basis, limits
        case worst = "worst_case"
        case isExpectedToStop = "expected_to_stop"
    }

    /// - Parameter limit: the most dollars that may be spent.
    init(_ forecast: RunForecast, tasks: Int = 1, basis: String, limit: Money?, limits: [String]) {
        self.tasks = tasks
        self.basis = basis
        self.limits = limits
        expected = forecast.expected
        worst = forecast.worst
        isExpectedToStop = limit.map { $0.dollars < forecast.expected.cost ?? 0 } ?? false
    }

    func show(asJSON: Bool) throws {
        let out = Console.output
        guard !asJSON else { return out.print(try jsonText(self)) }
        func row(_ name: String, _ figures: RunForecast.Figures) -> [String] {
            [name]
                + [figures.steps, figures.calls, figures.tokens].map {
                    Int(exactly: $0.rounded(.up))?.grouped ?? "very many"
                } + [figures.cost.map { Money(dollars: $0).map { "\($0)" } ?? "very much" } ?? "unknown"]
        }
        Table(
            columns: ["", "steps", "calls", "tokens", "cost"],
            rows: [row("expected", expected), row("worst case", worst)]
        ).print(to: out)
        out.print(basis)
        for limit in limits { out.print(limit) }
        if isExpectedToStop { out.print("that is less than what is expected: raise the limit, or it stops half-way") }
        out.print("nothing was asked")
    }
}

extension Limits {
    /// What stops a run, in words.
    var words: [String] {
        [
            cost.map { "a run stops at \($0)" }, tokens.map { "a run stops at \($0.spokenTokens)" },
            time.map { "a run stops after \($0.spoken)" }, workingTime.map { "a run stops after \($0.spoken) of work" },
        ].compactMap(\.self)
    }
}

extension Surroundings {
    /// What the day still has, in words; nil without a daily limit.
    func dayWords(of store: LedgerStore?) async throws -> String? {
        var used = DayUse()
        if let store, let budget = dayBudget(of: store) { used = try await budget.used() }
        let parts = [
            settings.dailyLimit.map { "\(used.expense.cost) of \($0.value)" },
            settings.dailyTokens.map { "\(used.expense.tokens.grouped) of \($0.value.spokenTokens)" },
            settings.dailySteps.map { "\(used.steps.grouped) of \($0.value.spokenSteps)" },
            settings.dailyTime.map { "\(used.time.spoken) of \($0.value.spoken)" },
            settings.dailyWorkingTime.map { "\(used.workingTime.spoken) of \($0.value.spoken) of work" },
        ].compactMap(\.self)
        return parts.isEmpty ? nil : "used today (UTC): \(parts.joined(separator: ", "))"
    }
}
