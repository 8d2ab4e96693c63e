import Foundation
import Planning
import Testing

struct BudgetTests {
    private func dollars(_ nanodollars: Int64, tokens: Int = 0) -> Expense {
        Expense(cost: Money(nanodollars: nanodollars), tokens: tokens)
    }

    @Test func aBudgetGrantsNothingBeyondItsLimit() throws {
        var budget = Budget<CallID>(limit: ExpenseLimit(cost: Money(nanodollars: 100)))
        try budget.reserve(dollars(60), for: CallID(1))
        let refusal = #expect(throws: LimitReached.self) { try budget.reserve(dollars(41), for: CallID(2)) }
        #expect(refusal?.kind == .cost)
        try budget.reserve(dollars(40), for: CallID(3))
        #expect(budget.reserved == dollars(100))
        let first = budget.settle(CallID(1), dollars(10))
        let second = budget.settle(CallID(1), dollars(10))
        #expect(first && !second)
        #expect(budget.spent == dollars(10))
        #expect(budget.reserved == dollars(40))
    }

    @Test func tokensHaveALimitOfTheirOwn() throws {
        var budget = Budget<CallID>(limit: ExpenseLimit(tokens: 1000), scope: .batch)
        try budget.reserve(dollars(5, tokens: 900), for: CallID(1))
        let refusal = #expect(throws: LimitReached.self) {
            try budget.reserve(dollars(0, tokens: 101), for: CallID(2))
        }
        #expect(refusal == LimitReached(kind: .tokens, used: "900 tokens", allowed: "1,000 tokens", scope: .batch))
        #expect(refusal?.description.contains("--batch-tokens") == true)
        budget.settle(CallID(1), dollars(5, tokens: 200))
        try budget.reserve(dollars(0, tokens: 800), for: CallID(3))
    }

    @Test(arguments: 0..<20) func whateverIsReservedIsEitherOpenOrSettled(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let limit = ExpenseLimit(cost: Money(nanodollars: 500), tokens: 700)
        var budget = Budget<CallID>(limit: limit)
        var open: [CallID] = []
        var settled = Expense.zero
        for number in 1...300 {
            let most = dollars(.random(in: 0...80, using: &generator), tokens: .random(in: 0...120, using: &generator))
            if Bool.random(using: &generator), (try? budget.reserve(most, for: CallID(number))) != nil {
                open.append(CallID(number))
            } else if let call = open.randomElement(using: &generator), let reserved = budget.reservations[call] {
                // A call never uses more than was reserved for it.
                let used = dollars(
                    .random(in: 0...reserved.cost.nanodollars, using: &generator),
                    tokens: .random(in: 0...reserved.tokens, using: &generator))
                budget.settle(call, used)
                settled += used
                open.removeAll { $0 == call }
            }
            #expect(budget.spent == settled)
            #expect(budget.reserved == budget.reservations.values.reduce(.zero, +))
            #expect(limit.reached(by: budget.spent, and: budget.reserved, of: .run) == nil, "seed \(seed)")
        }
    }

    @Test func whatOthersHoldIsToldApartFromWhatIsSpent() throws {
        var budget = Budget<CallID>(limit: ExpenseLimit(cost: Money(nanodollars: 100)), spent: dollars(30))
        try budget.reserve(dollars(40), for: CallID(1))
        try budget.reserve(dollars(30), for: CallID(2))
        #expect(budget.fits(dollars(70), beside: []))
        #expect(!budget.fits(dollars(71), beside: []))
        #expect(budget.fits(dollars(30), beside: [CallID(1)]))
        #expect(!budget.fits(dollars(31), beside: [CallID(1)]))
    }

    @Test func aLimitOfEarlierRecordsIsTheRunsOwn() throws {
        let text = #"{"kind":"cost","used":"$1.00","allowed":"$1.00"}"#
        let limit = try JSONDecoder().decode(LimitReached.self, from: Data(text.utf8))
        #expect(limit.scope == .run)
        let day = LimitReached(kind: .cost, used: "$1.00", allowed: "$1.00", scope: .day)
        #expect(try JSONDecoder().decode(LimitReached.self, from: JSONEncoder().encode(day)) == day)
        #expect(day.description.contains("daily_limit"))
    }

    @Test(arguments: [
        (LimitReached.Kind.steps, "`daily_steps`"), (.cost, "`daily_limit`"), (.tokens, "`daily_tokens`"),
        (.time, "`daily_time`"), (.workingTime, "`daily_working_time`"),
    ])
    func aLimitOfTheDaySaysWhatToRaise(kind: LimitReached.Kind, setting: String) {
        let limit = LimitReached(kind: kind, used: "all", allowed: "some", scope: .day)
        #expect(limit.description.contains("raise \(setting) in your own configuration, or go on after midnight UTC"))
    }

    @Test(arguments: [(0, "0 tokens"), (1, "1 token"), (999, "999 tokens"), (1000, "1,000 tokens")])
    func tokensAreSpokenInGroups(tokens: Int, words: String) {
        #expect(tokens.spokenTokens == words)
        #expect(1_234_567.grouped == "1,234,567")
    }
}
