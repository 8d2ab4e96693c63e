import Configuration
import Foundation
import Ledger
import Planning
import Speculation

extension RunStart {
    /// A run that goes on where an earlier process left it.
    /// - Parameter header: the run's own, with other limits perhaps.
    init(goingOnWith left: RunResumption, as header: RunHeader, sharing: Sharing) {
        self.init(
            header: header,
            resumption: .init(
                trajectory: left.trajectory, unfinished: left.unfinished, spent: left.spend.known, tokens: left.tokens,
                elapsed: left.elapsed, working: left.working, nextSequence: left.nextSequence,
                nextCall: left.nextCall.number, resumedAt: UTCInstant(Date()).milliseconds),
            sharing: sharing)
    }
}

extension RunStart.Sharing {
    /// Whether a day's time is limited.
    var limitsTimeOfDay: Bool { budgets.contains { ($0 as? DayBudget)?.limitsTime ?? false } }
}

extension Surroundings {
    /// What the settings let everything use on one day, as far as it is recorded in `store`; nil without a limit.
    func dayBudget(of store: LedgerStore) -> DayBudget? {
        let limit = DayLimit(
            expense: ExpenseLimit(cost: settings.dailyLimit?.value, tokens: settings.dailyTokens?.value),
            steps: settings.dailySteps?.value, time: settings.dailyTime?.value,
            workingTime: settings.dailyWorkingTime?.value)
        return limit.isNone ? nil : DayBudget(limit, of: store) { Date() }
    }

    /// What a single run has together with all others.
    func sharing(of store: LedgerStore) -> RunStart.Sharing {
        RunStart.Sharing(budgets: [dayBudget(of: store)].compactMap(\.self))
    }
}
