import Control
import Planning
import PlanningTesting
import Synchronization
import Testing

@testable import Speculation

/// What several runs have together: money, tokens and drafts.
struct SharingTests {
    let clock = ManualClock()

    private func agent(_ label: String, seconds: Int, cost: Int64, wrong: Set<Int> = [], last: Int) -> ScriptedAgent {
        ScriptedAgent(label, delay: .seconds(seconds), on: clock, cost: Money(nanodollars: cost)) { request in
            let next = request.trajectory.count + 1
            return Action(
                tool: "say", arguments: ["n": .integer(Int64(wrong.contains(next) ? -next : next))],
                answer: next == last && label == "verifier" ? "done" : nil)
        }
    }

    private func header(_ number: UInt64, _ limits: Limits) -> RunHeader {
        var generator = SeededGenerator(seed: number)
        var header = RunHeader.testing(limits: limits)
        header.run = RunID(milliseconds: number, using: &generator)
        return header
    }

    /// Several runs at once, each with a drafter of its own quality.
    private func run(
        _ runs: Int, depth: Int, limits: Limits = Limits(steps: 20), last: Int = 4, sharing: RunStart.Sharing
    ) async -> [(outcome: RunOutcome, log: EventLog)] {
        await inVirtualTime(on: clock) { [clock] in
            await withTaskGroup(of: (Int, RunOutcome, EventLog).self) { group in
                for number in 0..<runs {
                    let log = EventLog()
                    let planner = SpeculativePlanner(
                        pair: .speculative(
                            drafter: agent("drafter", seconds: 1, cost: 1, wrong: number == 0 ? [2] : [], last: last),
                            verifier: agent("verifier", seconds: 4, cost: 10, last: last)),
                        environment: PlanOnlyEnvironment(), configuration: .init(stepLimit: limits.steps),
                        controller: FixedDepth(depth), sink: log, clock: clock)
                    let start = RunStart(header: header(UInt64(number + 1), limits), sharing: sharing)
                    group.addTask { (number, await planner.run(start), log) }
                }
                return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map { ($0.1, $0.2) }
            }
        }
    }

    private func summaries(_ runs: [(outcome: RunOutcome, log: EventLog)]) -> [RunSummary] {
        runs.map { RunSummary($0.log.events) }
    }

    /// The most drafts that were under way or awaited their verdict at one moment, over all runs.
    private func mostDraftsAhead(_ runs: [RunSummary]) -> Int {
        var changes: [(time: Duration, by: Int)] = []
        for run in runs {
            for call in run.calls where call.role == .drafter {
                changes.append((call.started, 1))
                changes.append((call.started + (call.duration ?? .zero), -1))
            }
        }
        // Who leaves at a moment makes room for who comes at it.
        var (now, most) = (0, 0)
        for change in changes.sorted(by: { ($0.time, $0.by) < ($1.time, $1.by) }) {
            now += change.by
            most = max(most, now)
        }
        return most
    }

    @Test(arguments: [0, 1, 2, 5]) func runsNeverHaveMoreDraftsThanTheyMayTogether(drafts: Int) async {
        let runs = await run(6, depth: 3, sharing: .init(drafts: DraftAllowance(drafts)))
        let summaries = summaries(runs)
        #expect(runs.allSatisfy { $0.outcome.status == .finished && $0.outcome.trajectory.count == 4 })
        #expect(mostDraftsAhead(summaries) <= drafts)
        #expect(drafts > 0 || summaries.allSatisfy { $0.callCount(of: .drafter) == 0 })
    }

    /// A draft that waits for its turn holds nothing up: a run without any draft takes what the verifier alone takes.
    @Test func verificationsNeverWaitBehindDrafts() async {
        let runs = await run(3, depth: 3, sharing: .init(drafts: DraftAllowance(0)))
        #expect(summaries(runs).allSatisfy { $0.latency == .seconds(16) })
    }

    @Test func everyTurnIsGivenBackWhenTheRunsAreOver() async {
        let allowance = DraftAllowance(2)
        _ = await run(5, depth: 2, sharing: .init(drafts: allowance))
        #expect(allowance.standing.riding == 0)
        #expect(allowance.standing.waiting == 0)
    }

    @Test(arguments: [25, 60, 95, 140, 400]) func runsNeverSpendMoreThanTheyHaveTogether(nanodollars: Int64) async {
        let limit = Money(nanodollars: nanodollars)
        let budget = CommonBudget(Budget(limit: ExpenseLimit(cost: limit), scope: .batch))
        let runs = await run(8, depth: 2, sharing: .init(budgets: [budget]))
        let spent = summaries(runs).reduce(Money.zero) { $0 + $1.spend.known }
        #expect(spent <= limit)
        #expect(budget.standing.spent.cost == spent)
        #expect(budget.standing.reserved == .zero)
        for run in runs where run.outcome.status != .finished {
            #expect((run.outcome.error as? LimitReached)?.scope == .batch)
        }
        // What is left would not have paid for another verification.
        if runs.contains(where: { $0.outcome.status == .limit }) { #expect(limit - spent < Money(nanodollars: 10)) }
    }

    /// Money that others only hold is waited for: it may come back.
    @Test func aRunWaitsForMoneyThatAnotherRunHolds() async {
        let budget = CommonBudget(Budget(limit: ExpenseLimit(cost: Money(nanodollars: 80)), scope: .batch))
        let runs = await run(2, depth: 0, sharing: .init(budgets: [budget]))
        #expect(runs.allSatisfy { $0.outcome.status == .finished })
        let held = CommonBudget(Budget(limit: ExpenseLimit(cost: Money(nanodollars: 40)), scope: .batch))
        let hold = RunCall(header(99, Limits(steps: 1)).run, CallID(1))
        try? held.reserve(Expense(cost: Money(nanodollars: 35)), for: hold)
        let clock = clock
        let began = clock.now
        let outcome = await inVirtualTime(on: clock) {
            await withTaskGroup(of: RunStatus?.self) { group in
                let planner = SpeculativePlanner(
                    pair: .alone(agent("verifier", seconds: 4, cost: 10, last: 4), as: .verifier),
                    environment: PlanOnlyEnvironment(), configuration: .init(stepLimit: 9), controller: FixedDepth(0),
                    sink: NoSink(), clock: clock)
                let start = RunStart(header: header(1, Limits(steps: 9)), sharing: .init(budgets: [held]))
                group.addTask { await planner.run(start).status }
                group.addTask {
                    try? await clock.sleep(for: .seconds(100))
                    held.settle(hold, .zero)
                    return nil
                }
                return await group.reduce(nil) { $0 ?? $1 }
            }
        }
        #expect(outcome == .finished)
        #expect(began.duration(to: clock.now) == .seconds(116))
    }

    @Test(arguments: [1, 7, 12, 19]) func runsNeverCommitMoreStepsThanTheyHaveTogether(steps: Int) async {
        let runs = await run(6, depth: 2, sharing: .init(budgets: [CommonProgress(steps: steps)]))
        let committed = runs.reduce(0) { $0 + $1.outcome.trajectory.count }
        #expect(committed > 0 && committed <= steps)
        #expect(runs.contains { $0.outcome.status == .limit })
        for run in runs where run.outcome.status != .finished {
            #expect(run.outcome.status == .limit)
            #expect((run.outcome.error as? LimitReached)?.kind == .steps)
            #expect((run.outcome.error as? LimitReached)?.scope == .day)
        }
    }

    /// What comes of a run that begins while another one holds all steps but the first, until the hundredth second.
    private func besideAHolder(
        _ run: @escaping @Sendable (RunStart) async -> RunOutcome
    ) async -> (outcome: RunOutcome?, time: Duration) {
        let budget = CommonProgress(steps: 4, heldBy: header(99, Limits(steps: 1)).run, on: clock)
        let start = RunStart(header: header(1, Limits(steps: 9)), sharing: .init(budgets: [budget]))
        let began = clock.now
        let outcome = await inVirtualTime(on: clock) { [clock] in
            await withTaskGroup(of: RunOutcome?.self) { group in
                group.addTask { await run(start) }
                group.addTask {
                    try? await clock.sleep(for: .seconds(100))
                    budget.giveBack()
                    return nil
                }
                return await group.reduce(nil) { $0 ?? $1 }
            }
        }
        return (outcome, began.duration(to: clock.now))
    }

    /// Steps that others only hold are waited for: they may come back.
    @Test func aRunWaitsForStepsThatAnotherRunHolds() async {
        let planner = SpeculativePlanner(
            pair: .alone(agent("verifier", seconds: 4, cost: 0, last: 4), as: .verifier),
            environment: PlanOnlyEnvironment(), configuration: .init(stepLimit: 9), controller: FixedDepth(0),
            sink: NoSink(), clock: clock)
        let (outcome, time) = await besideAHolder { await planner.run($0) }
        #expect(outcome?.status == .finished)
        #expect(outcome?.trajectory.count == 4)
        #expect(time >= .seconds(112))
    }

    /// Calls for the same position are made side by side: what one was refused another one was granted meanwhile.
    @Test func aStepThatTheRunHoldsByNowIsTriedForAgain() throws {
        let header = header(1, Limits(steps: 9))
        let meter = RunMeter(
            recorder: Recorder(run: header.run, sink: NoSink(), stopwatch: Stopwatch(clock), next: 1),
            RunStart(header: header, sharing: .init(budgets: [CommonProgress(steps: 2)])))
        for position in 1...2 { try meter.reserveStep(at: position) }
        for position in 1...2 { #expect(meter.contention(forStepAt: position) != nil) }
        #expect(meter.contention(forStepAt: 3) == nil)
    }

    /// Where nobody knows what is left there is nothing to wait for.
    @Test(arguments: [true, false]) func aRunThatCannotSetItsStepAsideEnds(asksFirst: Bool) async {
        let start = RunStart(header: header(1, Limits(steps: 9)), sharing: .init(budgets: [UnreadableBudget()]))
        let agent = agent("verifier", seconds: 4, cost: 0, last: 4)
        let outcome = await inVirtualTime(on: clock) { [clock] in
            await StrategyRun.conduct(start, environment: PlanOnlyEnvironment(), sink: NoSink(), clock: clock) { run in
                if asksFirst { _ = try await run.ask(agent, as: .verifier, run.request(after: run.trajectory)) }
                try await run.commit(ChosenStep(Action(tool: "say"), source: .verifier, calls: []))
            }
        }
        #expect(outcome.status == .limit)
        #expect((outcome.error as? LimitReached)?.obstacle == "the disk is full")
    }

    /// Also with a step that is committed without any call.
    @Test func aStrategyWaitsForStepsThatAnotherRunHolds() async {
        let agent = agent("verifier", seconds: 4, cost: 0, last: 4)
        let (outcome, time) = await besideAHolder { [clock] start in
            await StrategyRun.conduct(start, environment: PlanOnlyEnvironment(), sink: NoSink(), clock: clock) { run in
                try await run.commit(ChosenStep(Action(tool: "say"), source: .verifier, calls: []))
                try await run.commit(ChosenStep(Action(tool: "say"), source: .verifier, calls: []))
                while !run.isOver {
                    try await run.commit(
                        ChosenStep(try await run.ask(agent, as: .verifier, run.request(after: run.trajectory))))
                }
            }
        }
        #expect(outcome?.status == .finished)
        #expect(outcome?.trajectory.count == 4)
        #expect(time >= .seconds(108))
    }

    /// Four seconds for each step: the third one is cut off.
    @Test func callsAreCutOffWhenTheTimeOfAllRunsIsUsed() async {
        let budget = CommonProgress(steps: 100, until: clock.now.advanced(by: .seconds(10)), on: clock)
        let runs = await run(2, depth: 0, sharing: .init(budgets: [budget]))
        for run in runs {
            #expect(run.outcome.status == .limit)
            #expect((run.outcome.error as? LimitReached)?.kind == .time)
            #expect(run.outcome.trajectory.count == 2)
        }
    }

    @Test func aRunStopsAtItsTokens() async {
        let verifier = ScriptedAgent("verifier", delay: .seconds(1), on: clock, cost: .zero) { request in
            Action(tool: "say", arguments: ["n": .integer(Int64(request.trajectory.count))])
        }
        let log = EventLog()
        let planner = SpeculativePlanner(
            pair: .alone(verifier, as: .verifier), environment: PlanOnlyEnvironment(),
            configuration: .init(stepLimit: 20), controller: FixedDepth(0), sink: log, clock: clock)
        // Every call takes eleven tokens and announces none: the one that goes beyond the limit is the last.
        let start = RunStart(header: header(1, Limits(steps: 20, tokens: 30)))
        let outcome = await inVirtualTime(on: clock) { await planner.run(start) }
        #expect(outcome.status == .limit)
        #expect((outcome.error as? LimitReached)?.kind == .tokens)
        #expect(outcome.trajectory.count == 3)
        #expect(RunSummary(log.events).expense.tokens == 33)
    }

    /// What calls wait for is no work: here a minute before every verification of four seconds.
    @Test func workingTimeLeavesOutTheWaitingOfCalls() async {
        let log = EventLog()
        let planner = SpeculativePlanner(
            pair: .alone(WaitingAgent(clock: clock), as: .verifier), environment: PlanOnlyEnvironment(),
            configuration: .init(stepLimit: 20), controller: FixedDepth(0), sink: log, clock: clock)
        let start = RunStart(header: header(1, Limits(steps: 20, workingTime: .seconds(10))))
        let outcome = await inVirtualTime(on: clock) { await planner.run(start) }
        #expect((outcome.error as? LimitReached)?.kind == .workingTime)
        #expect(outcome.trajectory.count == 2)
        let summary = RunSummary(log.events)
        #expect(summary.latency >= .seconds(190))
        #expect(summary.workingTime >= .seconds(10) && summary.workingTime < .seconds(11))
    }

    /// Time in which nobody works does not count: here an action of a minute after every verification of four seconds.
    @Test func workingTimeLeavesOutWhatIsNoWork() async {
        let log = EventLog()
        let planner = SpeculativePlanner(
            pair: .alone(agent("verifier", seconds: 4, cost: 0, last: 9), as: .verifier),
            environment: SlowEnvironment(clock: clock), configuration: .init(stepLimit: 20),
            controller: FixedDepth(0), sink: log, clock: clock)
        let start = RunStart(header: header(1, Limits(steps: 20, workingTime: .seconds(10))))
        let outcome = await inVirtualTime(on: clock) { await planner.run(start) }
        #expect((outcome.error as? LimitReached)?.kind == .workingTime)
        #expect(outcome.trajectory.count == 2)
        let summary = RunSummary(log.events)
        #expect(summary.latency >= .seconds(130))
        #expect(summary.workingTime >= .seconds(10) && summary.workingTime < .seconds(11))
    }
}

/// Waits for a minute before it decides, which takes four seconds.
private struct WaitingAgent: Agent {
    let clock: ManualClock

    var label: String { "waiting" }

    func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        let call = try meter.start(.init(model: "scripted/waiting", purpose: "action", reservation: .zero))
        defer { meter.settle(call, .init(outcome: .finished, usage: .zero, cost: .zero)) }
        meter.noteWaiting(of: call, true)
        try await clock.sleep(for: .seconds(60))
        meter.noteWaiting(of: call, false)
        try await clock.sleep(for: .seconds(4))
        return Proposal(action: Action(tool: "say", arguments: ["n": .integer(Int64(request.trajectory.count))]))
    }
}

/// Room for everything, but nobody can set anything aside.
private struct UnreadableBudget: SharedBudget {
    func reserve(_ most: Expense, for call: RunCall) throws(LimitReached) {}

    func settle(_ call: RunCall, _ used: Expense) {}

    func fits(_ most: Expense, beside own: [RunCall]) -> Bool { true }

    func change() async {}

    func reserveStep(at position: Int, of run: RunID) throws(LimitReached) {
        throw LimitReached(kind: .steps, unknownBecause: "the disk is full", allowed: "9", scope: .day)
    }
}

/// Takes a minute for every action.
private struct SlowEnvironment: Environment {
    let clock: ManualClock

    var tools: [ToolDescription] { [] }

    func earlyExecution(of action: Action) -> EarlyExecution { .allowed }

    func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
        try await clock.sleep(for: .seconds(60))
        return .empty
    }
}

/// Steps and time that runs have together, and nothing else.
private final class CommonProgress: SharedBudget {
    private let steps: Int
    /// A run that holds all steps but one at first.
    private let holder: RunID?
    private let deadline: ManualClock.Instant?
    private let clock: ManualClock
    private let granted: Mutex<Set<RunCall>>

    init(
        steps: Int, heldBy holder: RunID? = nil, until deadline: ManualClock.Instant? = nil,
        on clock: ManualClock = ManualClock()
    ) {
        self.steps = steps
        self.holder = holder
        self.deadline = deadline
        self.clock = clock
        granted = Mutex(Set(holder.map { holder in (1..<steps).map { RunCall(holder, CallID($0)) } } ?? []))
    }

    /// The holder's run has ended.
    func giveBack() {
        granted.withLock { $0 = $0.filter { $0.run != holder } }
    }

    func reserve(_ most: Expense, for call: RunCall) throws(LimitReached) {}

    func settle(_ call: RunCall, _ used: Expense) {}

    func fits(_ most: Expense, beside own: [RunCall]) -> Bool { true }

    func change() async { try? await clock.sleep(for: .seconds(1)) }

    func fitsStep(of run: RunID) -> Bool { granted.withLock { $0.contains { $0.run == holder } } }

    func reserveStep(at position: Int, of run: RunID) throws(LimitReached) {
        let isGranted = granted.withLock { granted in
            let step = RunCall(run, CallID(position))
            guard granted.count < steps || granted.contains(step) else { return false }
            granted.insert(step)
            return true
        }
        guard isGranted else { throw LimitReached(kind: .steps, used: "all", allowed: "some", scope: .day) }
    }

    func timeLeft() throws(LimitReached) -> Duration? {
        guard let deadline else { return nil }
        guard clock.now < deadline else { throw LimitReached(kind: .time, used: "all", allowed: "some", scope: .day) }
        return .seconds(1)
    }
}
