import Foundation
import Planning
import TemporaryFolders
import Testing

@testable import Ledger

struct DayBudgetTests {
    private let day = Date(timeIntervalSince1970: 1_750_000_000)

    private func budget(
        _ store: LedgerStore, dollars: Double? = nil, tokens: Int? = nil, at date: Date? = nil
    ) -> DayBudget {
        let date = date ?? day
        return DayBudget(ExpenseLimit(cost: dollars.flatMap(Money.init(dollars:)), tokens: tokens), of: store) { date }
    }

    private func cents(_ amount: Int64, tokens: Int = 0) -> Expense {
        Expense(cost: Money(nanodollars: amount * 10_000_000), tokens: tokens)
    }

    @Test func processesTogetherNeverGetMoreThanTheDayHas() async throws {
        let folder = try TemporaryFolder()
        let stores = try (0..<2).map { _ in
            try LedgerStore.forTesting(at: folder.file(), patience: .seconds(20))
        }
        let budgets = stores.map { budget($0, dollars: 1) }
        let granted = await withTaskGroup(of: Int.self) { group in
            for asker in 0..<64 {
                group.addTask {
                    let run = ImaginaryRun(UInt64(asker)).id
                    return (1...2).count { call in
                        let call = RunCall(run, CallID(call))
                        return (try? budgets[asker % 2].reserve(cents(1), for: call)) != nil
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(granted == 100)
        #expect(try await budgets[0].used() == cents(100))
    }

    @Test func whatACallUsedTakesThePlaceOfWhatWasSetAside() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        let budget = budget(store, dollars: 1, tokens: 10_000)
        var run = ImaginaryRun()
        let call = run.start(.verifier, at: 1)
        try budget.reserve(cents(90, tokens: 9_000), for: RunCall(run.id, call))
        let refusal = #expect(throws: LimitReached.self) {
            try budget.reserve(cents(20), for: RunCall(run.id, CallID(2)))
        }
        #expect(refusal?.scope == .day)
        #expect(budget.fits(cents(20), beside: []))
        #expect(!budget.fits(cents(20), beside: [RunCall(run.id, call)]))
        run.settle(call, cost: 100_000_000)
        try await store.keep(run.events)
        #expect(try await budget.used() == Expense(cost: Money(nanodollars: 100_000_000), tokens: 530))
        try budget.reserve(cents(20), for: RunCall(run.id, CallID(2)))
    }

    @Test func theNextDayBeginsWithNothing() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        let run = ImaginaryRun().id
        try budget(store, tokens: 10).reserve(Expense(tokens: 10), for: RunCall(run, CallID(1)))
        let tomorrow = budget(store, tokens: 10, at: day + 86_400)
        #expect(try await tomorrow.used() == .zero)
        try tomorrow.reserve(Expense(tokens: 10), for: RunCall(run, CallID(2)))
    }

    @Test func whatADeadProcessHadSetAsideForCallsItNeverBeganIsFreeAgain() async throws {
        let folder = try TemporaryFolder()
        let dead = try LedgerStore.forTesting(at: folder.file(), alive: false)
        let living = try LedgerStore.forTesting(at: folder.file())
        var run = ImaginaryRun()
        let begun = run.start(.verifier, at: 1, reserving: 300_000_000)
        try budget(dead, dollars: 1).reserve(cents(30), for: RunCall(run.id, begun))
        try budget(dead, dollars: 1).reserve(cents(60), for: RunCall(run.id, CallID(7)))
        try await dead.keep(run.events)
        let budget = budget(living, dollars: 1)
        // The call that was begun counts with what was set aside: nobody knows what it cost.
        #expect(!budget.fits(cents(71), beside: []))
        try budget.reserve(cents(70), for: RunCall(ImaginaryRun(2).id, CallID(1)))
        #expect(try await budget.used() == cents(100))
        run.resume()
        try await living.keep(run.events.suffix(1))
        #expect(try await budget.used() == cents(100))
        #expect(try living.rows("SELECT count(*) FROM reservations") == [["1"]])
    }

    @Test func aCallThatWasNeverBegunGivesBackWhatWasSetAside() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        let budget = budget(store, tokens: 10)
        let call = RunCall(ImaginaryRun().id, CallID(1))
        try budget.reserve(Expense(tokens: 10), for: call)
        budget.settle(call, .zero)
        #expect(try await budget.used() == .zero)
    }
}
