import Planning
import Testing

struct CommonBudgetTests {
    private static func call(_ number: Int) -> RunCall {
        var generator = SeededGenerator(seed: 7)
        return RunCall(RunID(milliseconds: 1, using: &generator), CallID(number))
    }

    /// Sixty-four callers at once, each with many calls whose cost is known only afterwards: at no moment is more spent or
    /// set aside than there is, and what is refused was never begun.
    @Test func sixtyFourCallersAtOnceNeverExceedTheBudget() async {
        let limit = Money(nanodollars: 100_000)
        let budget = CommonBudget(Budget(limit: ExpenseLimit(cost: limit), scope: .batch))
        let (granted, refused, spent) = await withTaskGroup(
            of: (granted: Int, refused: Int, spent: Money).self, returning: (Int, Int, Money).self
        ) { group in
            for caller in 0..<64 { group.addTask { await Self.spend(from: budget, limit, caller: caller) } }
            return await group.reduce((0, 0, Money.zero)) { ($0.0 + $1.granted, $0.1 + $1.refused, $0.2 + $1.spent) }
        }
        #expect(granted + refused == 64 * 200)
        #expect(refused > 0)
        #expect(budget.standing.spent.cost == spent)
        #expect(budget.standing.reserved == .zero)
        #expect(spent <= limit)
    }

    private static func spend(
        from budget: CommonBudget, _ limit: Money, caller: Int
    ) async -> (granted: Int, refused: Int, spent: Money) {
        var generator = SeededGenerator(seed: UInt64(caller))
        var (granted, refused, spent) = (0, 0, Money.zero)
        for number in 0..<200 {
            let call = call(caller * 1000 + number)
            let most = Int64.random(in: 1...200, using: &generator)
            do throws(LimitReached) {
                try budget.reserve(Expense(cost: Money(nanodollars: most)), for: call)
            } catch {
                refused += 1
                continue
            }
            await Task.yield()
            let standing = budget.standing
            #expect(standing.spent.cost + standing.reserved.cost <= limit)
            let used = Money(nanodollars: Int64.random(in: 0...most, using: &generator))
            budget.settle(call, Expense(cost: used))
            granted += 1
            spent += used
        }
        return (granted, refused, spent)
    }

    @Test func whoWaitsGoesOnWhenACallIsSettled() async throws {
        let budget = CommonBudget(Budget(limit: ExpenseLimit(tokens: 10)))
        try budget.reserve(Expense(tokens: 10), for: Self.call(1))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await budget.change() }
            group.addTask { budget.settle(Self.call(1), .zero) }
        }
        try budget.reserve(Expense(tokens: 10), for: Self.call(2))
    }

    @Test func waitingEndsWithTheTaskAndWhereNobodyHoldsAnything() async throws {
        let budget = CommonBudget(Budget(limit: ExpenseLimit(tokens: 10)))
        await budget.change()
        try budget.reserve(Expense(tokens: 10), for: Self.call(1))
        let waiting = Task { await budget.change() }
        waiting.cancel()
        await waiting.value
    }
}
