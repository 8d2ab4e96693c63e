import Foundation
import GRDB
import Planning
import Processes
import Synchronization
import TemporaryFolders
import Testing

@testable import Ledger

struct DayBudgetTests {
    private let day = Date(timeIntervalSince1970: 1_750_000_000)

    private func budget(
        _ store: LedgerStore, dollars: Double? = nil, tokens: Int? = nil, at date: Date? = nil
    ) -> DayBudget {
        let date = date ?? day
        let expense = ExpenseLimit(cost: dollars.flatMap(Money.init(dollars:)), tokens: tokens)
        return DayBudget(DayLimit(expense: expense), of: store) { date }
    }

    private func budget(_ store: LedgerStore, _ limit: DayLimit, at date: Date? = nil) -> DayBudget {
        let date = date ?? day
        return DayBudget(limit, of: store) { date }
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
        #expect(try await budgets[0].used().expense == cents(100))
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
        #expect(try await budget.used().expense == Expense(cost: Money(nanodollars: 100_000_000), tokens: 530))
        try budget.reserve(cents(20), for: RunCall(run.id, CallID(2)))
    }

    @Test func theNextDayBeginsWithNothing() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        let run = ImaginaryRun().id
        try budget(store, tokens: 10).reserve(Expense(tokens: 10), for: RunCall(run, CallID(1)))
        let tomorrow = budget(store, tokens: 10, at: day + 86_400)
        #expect(try await tomorrow.used().expense == .zero)
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
        #expect(try await budget.used().expense == cents(100))
        run.resume()
        try await living.keep(run.events.suffix(1))
        #expect(try await budget.used().expense == cents(100))
        #expect(try living.rows("SELECT count(*) FROM reservations") == [["1"]])
    }

    @Test func aCallThatWasNeverBegunGivesBackWhatWasSetAside() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        let budget = budget(store, tokens: 10)
        let call = RunCall(ImaginaryRun().id, CallID(1))
        try budget.reserve(Expense(tokens: 10), for: call)
        budget.settle(call, .zero)
        #expect(try await budget.used().expense == .zero)
    }

    /// A file that may only be read stays as it is when it is opened.
    @Test func anOlderFileThatCannotBeBroughtUpToDateIsToldOf() async throws {
        let folder = try TemporaryFolder()
        let version = try #require(LedgerSchema.migrations.firstIndex(of: LedgerSchema.dayTime))
        let pool = try DatabasePool(path: folder.file())
        try await pool.write { db in
            for migration in LedgerSchema.migrations.prefix(version) { try db.execute(sql: migration) }
            try db.execute(
                sql: """
                    PRAGMA application_id = \(LedgerSchema.applicationID); PRAGMA user_version = \(version);
                    INSERT INTO day_spend (day, cost_nanodollars, tokens) VALUES (20254, 5, 5)
                    """)
        }
        let older = budget(LedgerStore(path: folder.file(), pool: pool, process: .current), tokens: 10)
        let error = await #expect(throws: LedgerError.self) { try await older.used() }
        #expect(error?.code == .readOnly)
        #expect(error?.message.contains("schema \(version)") == true)
    }

    /// It would cost every call a transaction.
    @Test func whereMoneyIsNotLimitedNoneIsSetAside() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        let budget = budget(store, DayLimit(steps: 1, time: .seconds(1)))
        let call = RunCall(ImaginaryRun().id, CallID(1))
        try budget.reserve(cents(5, tokens: 5), for: call)
        #expect(try await budget.used().expense == .zero)
        #expect(budget.fits(cents(5, tokens: 5), beside: [call]))
    }

    @Test(arguments: [
        (DayLimit(time: .seconds(1)), LimitReached.Kind.time), (DayLimit(workingTime: .seconds(1)), .workingTime),
    ])
    func aLimitOfTimeThatCannotBeCheckedSaysWhichOneItIs(limit: DayLimit, kind: LimitReached.Kind) throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        try store.close()
        let refusal = #expect(throws: LimitReached.self) { _ = try budget(store, limit).timeLeft() }
        #expect(refusal?.kind == kind)
        #expect(refusal?.obstacle != nil)
    }

    @Test func whatCannotBeSetAsideIsRefusedWithTheReason() throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        let budget = budget(store, DayLimit(expense: ExpenseLimit(cost: Money(nanodollars: 9)), steps: 2))
        try store.close()
        let run = ImaginaryRun().id
        for refusal in [
            #expect(throws: LimitReached.self) { try budget.reserveStep(at: 1, of: run) },
            #expect(throws: LimitReached.self) { try budget.reserve(.zero, for: RunCall(run, CallID(1))) },
        ] {
            #expect(refusal?.obstacle != nil)
            #expect(refusal?.description.contains("unknown") == true)
        }
    }

    // MARK: - Steps

    @Test func processesTogetherNeverGetMoreStepsThanTheDayHas() async throws {
        let folder = try TemporaryFolder()
        let stores = try (0..<2).map { _ in
            try LedgerStore.forTesting(at: folder.file(), patience: .seconds(20))
        }
        let budgets = stores.map { budget($0, DayLimit(steps: 30)) }
        let granted = await withTaskGroup(of: Int.self) { group in
            for asker in 0..<16 {
                group.addTask {
                    let run = ImaginaryRun(UInt64(asker)).id
                    return (1...4).count { position in
                        (try? budgets[asker % 2].reserveStep(at: position, of: run)) != nil
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(granted == 30)
        #expect(try await budgets[0].used().steps == 30)
    }

    @Test func aStepThatIsCommittedTakesThePlaceOfTheOneThatWasSetAside() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        let budget = budget(store, DayLimit(steps: 2))
        var run = ImaginaryRun()
        try budget.reserveStep(at: 1, of: run.id)
        try budget.reserveStep(at: 1, of: run.id)
        #expect(try await budget.used().steps == 1)
        run.step()
        try await store.keep(run.events)
        #expect(try await budget.used().steps == 1)
        try budget.reserveStep(at: 2, of: run.id)
        let other = ImaginaryRun(2).id
        let refusal = #expect(throws: LimitReached.self) { try budget.reserveStep(at: 1, of: other) }
        #expect(refusal?.kind == .steps)
        #expect(refusal?.scope == .day)
        #expect(refusal?.used == "2 steps")
        #expect(refusal?.allowed == "2 steps")
        let tomorrow = self.budget(store, DayLimit(steps: 2), at: day + 86_400)
        try tomorrow.reserveStep(at: 1, of: other)
    }

    @Test func aStepIsWorthWaitingForWhileOthersOnlyHoldIt() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        let budget = budget(store, DayLimit(steps: 2))
        var run = ImaginaryRun()
        for position in 1...2 { try budget.reserveStep(at: position, of: run.id) }
        let other = ImaginaryRun(2).id
        #expect(throws: LimitReached.self) { try budget.reserveStep(at: 1, of: other) }
        #expect(budget.fitsStep(of: other))
        #expect(!budget.fitsStep(of: run.id), "it holds all of them itself")
        for _ in 1...2 { run.step() }
        try await store.keep(run.events)
        #expect(!budget.fitsStep(of: other), "they are committed")
    }

    @Test func whatARunHadSetAsideForStepsIsFreeWhenItEnds() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        let budget = budget(store, DayLimit(steps: 3))
        var run = ImaginaryRun()
        for position in 1...3 { try budget.reserveStep(at: position, of: run.id) }
        run.step()
        run.finish()
        try await store.keep(run.events)
        #expect(try await budget.used().steps == 1)
    }

    @Test func theStepsThatADeadProcessHadSetAsideAreFreeAgain() async throws {
        let folder = try TemporaryFolder()
        let dead = try LedgerStore.forTesting(at: folder.file(), alive: false)
        let living = try LedgerStore.forTesting(at: folder.file())
        var run = ImaginaryRun()
        run.step()
        try await dead.keep(run.events)
        for position in 2...5 { try budget(dead, DayLimit(steps: 5)).reserveStep(at: position, of: run.id) }
        let budget = budget(living, DayLimit(steps: 5))
        #expect(try await budget.used().steps == 1)
        let other = ImaginaryRun(2).id
        for position in 1...4 { try budget.reserveStep(at: position, of: other) }
        #expect(throws: LimitReached.self) { try budget.reserveStep(at: 5, of: other) }
    }

    /// It may have happened, so it counts even where others have taken all that there is.
    @Test func theStepThatADeadProcessWasCarryingOutIsCountedWhenItsRunIsResumed() async throws {
        let folder = try TemporaryFolder()
        let dead = try LedgerStore.forTesting(at: folder.file(), alive: false)
        let living = try LedgerStore.forTesting(at: folder.file())
        let action = Action(tool: "send")
        var run = ImaginaryRun()
        try budget(dead, DayLimit(steps: 2)).reserveStep(at: 1, of: run.id)
        run.append(.executing(.init(position: 1, action: action)))
        try await dead.keep(run.events)
        let budget = budget(living, DayLimit(steps: 2))
        let other = ImaginaryRun(2).id
        for position in 1...2 { try budget.reserveStep(at: position, of: other) }
        let before = run.events.count
        run.resume()
        run.commit(action)
        try await living.keep(run.events[before...])
        #expect(try await budget.used().steps == 3)
        #expect(throws: LimitReached.self) { try budget.reserveStep(at: 2, of: run.id) }
    }

    // MARK: - Time

    /// What a run has recorded, and what it has taken since, as long as its process lives.
    @Test(arguments: [true, false]) func theTimeOfARunCountsUpToNow(alive: Bool) async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file(), alive: alive)
        let start = Int64(day.timeIntervalSince1970 * 1000)
        var run = ImaginaryRun(startedAt: start)
        run.wait(.seconds(10))
        let call = run.start(.verifier, at: 1)
        run.wait(.seconds(20))
        run.settle(call)
        run.wait(.seconds(30))
        run.start(.verifier, at: 2)
        try await store.keep(run.events)
        let later = budget(store, DayLimit(), at: day + 100)
        let used = try await later.used()
        #expect(used.time == .seconds(alive ? 100 : 60))
        #expect(used.workingTime == .seconds(alive ? 60 : 20))
    }

    /// A call begins ten seconds before midnight and ends thirty after it; the run goes on for two days.
    @Test func timeOverMidnightCountsOnEachDayWithItsOwnPart() async throws {
        let folder = try TemporaryFolder()
        let midnight = Date(timeIntervalSince1970: 20_255 * 86_400)
        var run = ImaginaryRun(startedAt: Int64(midnight.timeIntervalSince1970 * 1000) - 10_000)
        let call = run.start(.verifier, at: 1)
        let going = try LedgerStore.forTesting(at: folder.file("going.db"))
        try await going.keep(run.events)
        let next = try await budget(going, DayLimit(), at: midnight + 20).used()
        #expect(next.time == .seconds(20))
        #expect(next.workingTime == .seconds(20))
        run.wait(.seconds(40))
        run.settle(call)
        run.wait(.seconds(2 * 86_400))
        run.finish()
        for followsTime in [true, false] {
            let ended = try LedgerStore.forTesting(at: folder.file("ended \(followsTime).db"))
            try await ended.keep(run.events, followsTime: followsTime)
            #expect(
                try ended.rows("SELECT day, time_ns, working_ns FROM day_spend ORDER BY day") == [
                    ["20254", "10000000000", "10000000000"],
                    ["20255", "86400000000000", "30000000000"],
                    ["20256", "86400000000000", "0"],
                    ["20257", "30000000000", "0"],
                ])
        }
    }

    @Test func theTimeOfARunThatNobodyFollowsIsBookedWhenItEnds() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        let now = Date(timeIntervalSince1970: 20_255 * 86_400)
        var run = ImaginaryRun(startedAt: Int64(now.timeIntervalSince1970 * 1000))
        run.wait(.seconds(20))
        run.step()
        let writer = store.writer()
        for event in run.events { writer.record(event) }
        try await writer.flush()
        #expect(try await budget(store, DayLimit(), at: now + 60).used().time == .zero)
        let recorded = run.events.count
        run.finish()
        for event in run.events.dropFirst(recorded) { writer.record(event) }
        try await writer.flush()
        #expect(try await budget(store, DayLimit(), at: now + 60).used().time >= .seconds(20))
    }

    /// Audits and questions about what was charged may take longer than the run.
    @Test func whatIsWaitedForAfterTheEndOfARunIsNoneOfTheDaysTime() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        var run = ImaginaryRun(startedAt: Int64(day.timeIntervalSince1970 * 1000))
        let call = run.start(.verifier, at: 1)
        run.wait(.seconds(15))
        run.settle(call)
        run.wait(.seconds(-5))
        run.finish()
        try await store.keep(run.events)
        let used = try await budget(store, DayLimit(), at: day + 100).used()
        #expect(used.time == .seconds(10))
        #expect(used.time == run.summary.latency)
    }

    @Test func theDaysWorkingTimeLeavesOutTheWaitingOfCalls() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        var run = ImaginaryRun(startedAt: Int64(day.timeIntervalSince1970 * 1000))
        let call = run.start(.verifier, at: 1)
        run.wait(.seconds(10))
        run.append(.callWaiting(.init(call: call, isWaiting: true)))
        try await store.keep(run.events)
        let waiting = try await budget(store, DayLimit(), at: day + 25).used()
        #expect(waiting.time == .seconds(25))
        #expect(waiting.workingTime == .seconds(10))
    }

    @Test func theTimeOfAllRunsIsAddedUpAndNoneIsCountedTwice() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        let start = Int64(day.timeIntervalSince1970 * 1000)
        for number in 1...3 {
            var run = ImaginaryRun(UInt64(number), startedAt: start)
            run.step()
            run.step()
            run.wait(.seconds(5))
            run.finish()
            try await store.keep(run.events)
        }
        // Each step takes 200 ms, all of it with a call open.
        let used = try await budget(store, DayLimit(), at: day + 1000).used()
        #expect(used.time == .milliseconds(3 * 5400))
        #expect(used.workingTime == .milliseconds(3 * 400))
    }

    @Test(arguments: [
        (DayLimit(time: .seconds(30)), LimitReached.Kind.time, "30 s", "30 s"),
        (DayLimit(workingTime: .seconds(20)), .workingTime, "20 s", "20 s of work"),
    ])
    func theDayIsOverWhenItsTimeIsUsed(
        limit: DayLimit, kind: LimitReached.Kind, used: String, allowed: String
    ) async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        var run = ImaginaryRun(startedAt: Int64(day.timeIntervalSince1970 * 1000))
        run.wait(.seconds(10))
        run.start(.verifier, at: 1)
        try await store.keep(run.events)
        #expect(try budget(store, limit, at: day + 29).timeLeft() != nil)
        let refusal = #expect(throws: LimitReached.self) { _ = try budget(store, limit, at: day + 30).timeLeft() }
        #expect(refusal == LimitReached(kind: kind, used: used, allowed: allowed, scope: .day))
        run.finish()
        try await store.keep(run.events.suffix(1))
        #expect(try budget(store, limit, at: day + 86_400).timeLeft() != nil)
        #expect(try budget(store, DayLimit(steps: 1), at: day + 30).timeLeft() == nil)
    }

    @Test func aLookIsSharedForHalfASecondAndNotWithTheNextDay() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        let midnight = Date(timeIntervalSince1970: 20_255 * 86_400)
        let run = ImaginaryRun(startedAt: Int64(midnight.timeIntervalSince1970 * 1000) - 30_000)
        try await store.keep(run.events)
        let wall = Wall(midnight - 10.5)
        let budget = DayBudget(DayLimit(time: .seconds(20)), of: store) { wall.date }
        #expect(try budget.timeLeft() == .milliseconds(500))
        wall.date = midnight - 9.9
        #expect(throws: LimitReached.self) { _ = try budget.timeLeft() }
        wall.date = midnight - 0.2
        #expect(throws: LimitReached.self) { _ = try budget.timeLeft() }
        wall.date = midnight + 0.2
        #expect(try budget.timeLeft() != nil)
    }
}

/// A clock on the wall that is set by hand.
private final class Wall: Sendable {
    private let state: Mutex<Date>

    init(_ date: Date) { state = Mutex(date) }

    var date: Date {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
