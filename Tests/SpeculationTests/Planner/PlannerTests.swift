import Control
import Planning
import PlanningTesting
import Speculation
import Testing

/// The asynchronous runner, with agents that answer on a clock that is advanced by hand.
struct PlannerTests {
    let clock = ManualClock()
    let log = EventLog()

    /// Counts to `last`: the verifier always says the next number.
    func verifier(
        last: Int, delay: Duration = .seconds(4), cost: Money = Money(nanodollars: 10)
    ) -> ScriptedAgent {
        ScriptedAgent("verifier", delay: delay, on: clock, cost: cost) { request in
            let next = request.trajectory.count + 1
            return Action(
                tool: "say", arguments: ["number": .integer(Int64(next))], answer: next == last ? "done" : nil)
        }
    }

    /// Foresees the verifier except at the steps in `mistakes`.
    func drafter(mistakes: Set<Int> = [], delay: Duration = .seconds(1)) -> ScriptedAgent {
        ScriptedAgent("drafter", delay: delay, on: clock, cost: Money(nanodollars: 1)) { request in
            let next = request.trajectory.count + 1
            return Action(tool: "say", arguments: ["number": .integer(Int64(mistakes.contains(next) ? -next : next))])
        }
    }

    func run(
        drafter: ScriptedAgent, verifier: ScriptedAgent, depth: Int, limits: Limits = Limits(steps: 20),
        environment: any Environment = PlanOnlyEnvironment(), sink: (any EventSink)? = nil
    ) async -> RunOutcome {
        let planner = SpeculativePlanner(
            pair: .speculative(drafter: drafter, verifier: verifier), environment: environment,
            configuration: .init(stepLimit: limits.steps), controller: FixedDepth(depth), sink: sink ?? log,
            clock: clock)
        return await inVirtualTime(on: clock) { await planner.run(RunStart(header: .testing(limits: limits))) }
    }

    @Test func theTrajectoryIsTheSequentialOneWhateverTheDrafterSays() async {
        let outcome = await run(drafter: drafter(mistakes: [2, 5]), verifier: verifier(last: 7), depth: 3)
        #expect(outcome.status == .finished)
        #expect(outcome.answer == "done")
        #expect(outcome.trajectory.steps.map { $0.action.arguments["number"] } == (1...7).map { .integer($0) })
    }

    @Test func theLogHoldsAllThatTheControllerGetsToSee() async throws {
        let seen = ExperienceLog()
        let remembering = ScriptedAgent("memory", on: clock, purpose: CallAnnouncement.recall) { request in
            Action(tool: "say", arguments: ["number": .integer(Int64(request.trajectory.count + 1))])
        }
        let planner = SpeculativePlanner(
            pair: .speculative(drafter: remembering, verifier: verifier(last: 4)), environment: PlanOnlyEnvironment(),
            configuration: .init(stepLimit: 9), controller: FixedDepth(2), log: seen, sink: log, clock: clock)
        let header = RunHeader.testing()
        _ = await inVirtualTime(on: clock) { await planner.run(RunStart(header: header)) }
        let outcomes = seen.outcomes
        #expect(outcomes.first == .started(TaskFeatures(agent: header.agent, task: header.task), committed: 0))
        #expect(outcomes.contains(.rode(depth: 2)))
        #expect(outcomes.contains(.ended(steps: 4, finished: true)))
        let drafts = outcomes.compactMap { if case .drafted(let draft, _) = $0 { draft } else { nil } }
        #expect(!drafts.isEmpty)
        // What memory knew by heart is told apart from what was thought out.
        #expect(drafts.allSatisfy { $0.isRemembered })
        #expect(outcomes.count { if case .committed = $0 { true } else { false } } == 4)
    }

    @Test func everyCallIsSettledOnceAndResolvedOnce() async {
        _ = await run(drafter: drafter(mistakes: [2, 3]), verifier: verifier(last: 6), depth: 4)
        var started: [CallID] = []
        var settled: [CallID] = []
        var resolved: [CallID] = []
        for event in log.events {
            switch event.kind {
            case .callStarted(let call): started.append(call.call)
            case .callSettled(let call): settled.append(call.call)
            case .callResolved(let call): resolved.append(call.call)
            default: break
            }
        }
        #expect(started.count > 6)
        #expect(settled.sorted() == started)
        #expect(resolved.sorted() == started)
    }

    @Test func eventsAreNumberedWithoutGapsAndEndWithTheOutcome() async {
        _ = await run(drafter: drafter(), verifier: verifier(last: 4), depth: 2)
        #expect(log.events.map(\.sequence) == Array(1...log.events.count))
        #expect(log.events.first?.name == "started")
        #expect(log.events.last?.name == "finished")
    }

    @Test func aRightDraftSavesItsWaiting() async throws {
        let outcome = await run(drafter: drafter(), verifier: verifier(last: 4), depth: 3)
        #expect(outcome.status == .finished)
        // Verifications start at 0, 1, 2 and 3 s; alone they would take 16 s.
        let end = try #require(log.events.last)
        #expect(end.time == .seconds(7))
    }

    @Test func withoutMoneyTheRidingStopsFirstAndThenTheRun() async {
        // Enough for four verifications, not for what would ride beyond them.
        let limits = Limits(steps: 20, cost: Money(nanodollars: 44))
        let outcome = await run(drafter: drafter(), verifier: verifier(last: 9), depth: 8, limits: limits)
        #expect(outcome.status == .limit)
        #expect((outcome.error as? LimitReached)?.kind == .cost)
        #expect(outcome.trajectory.count >= 1)
        #expect(spent() <= 44)
    }

    private func spent() -> Int64 {
        log.events.reduce(0) { sum, event in
            if case .callSettled(let call) = event.kind { sum + (call.settlement.cost?.nanodollars ?? 0) } else { sum }
        }
    }

    @Test func theTimeLimitKeepsWhatIsCommitted() async {
        let limits = Limits(steps: 20, time: .seconds(10))
        let outcome = await run(
            drafter: drafter(mistakes: Set(1...9)), verifier: verifier(last: 9), depth: 1, limits: limits)
        #expect(outcome.status == .limit)
        #expect((outcome.error as? LimitReached)?.kind == .time)
        #expect(outcome.trajectory.count == 2)
    }

    @Test func theStepLimitIsALimitAndNoFailure() async {
        let outcome = await run(
            drafter: drafter(), verifier: verifier(last: 9), depth: 2, limits: Limits(steps: 3))
        #expect(outcome.status == .limit)
        #expect(outcome.trajectory.count == 3)
    }

    @Test func aVerifierThatFailsAtTheFrontierFailsTheRunAndKeepsTheSteps() async {
        let failing = ScriptedAgent("verifier", delay: .seconds(2), on: clock) { request in
            guard request.trajectory.count < 2 else { throw BackendError(.serverFault, "the server is down") }
            return Action(text: "step \(request.trajectory.count)")
        }
        let outcome = await run(drafter: drafter(), verifier: failing, depth: 2)
        #expect(outcome.status == .failed)
        #expect((outcome.error as? BackendError)?.code == .serverFault)
        #expect(outcome.trajectory.count == 2)
    }

    @Test func aDrafterThatAlwaysFailsCostsNothingButItsCalls() async {
        let failing = ScriptedAgent("drafter", on: clock) { _ in throw BackendError(.serverFault, "no") }
        let outcome = await run(drafter: failing, verifier: verifier(last: 3), depth: 2)
        #expect(outcome.status == .finished)
        #expect(log.events.last?.time == .seconds(12))
    }

    @Test func cancellingTheCallerInterruptsTheRunAndSettlesEverything() async {
        let planner = SpeculativePlanner(
            pair: .speculative(drafter: drafter(), verifier: verifier(last: 9)), environment: PlanOnlyEnvironment(),
            configuration: .init(stepLimit: 20), controller: FixedDepth(3), sink: log, clock: clock)
        let outcome = await withTaskGroup(of: RunOutcome.self) { group in
            group.addTask { await planner.run(RunStart(header: .testing())) }
            await clock.sleepers(2)
            group.cancelAll()
            return await group.next()
        }
        #expect(outcome?.status == .interrupted)
        let started = log.events.count { $0.name == "call-started" }
        #expect(log.events.count { $0.name == "call-settled" } == started)
        #expect(log.events.last?.name == "finished")
    }

    @Test func aRecordThatCannotBeKeptEndsTheRun() async {
        let full = EventLog(flushError: LimitReached(kind: .cost, used: "disk", allowed: "disk"))
        let outcome = await run(drafter: drafter(), verifier: verifier(last: 9), depth: 1, sink: full)
        #expect(outcome.status == .failed)
    }

    @Test func aRunThatIsResumedGoesOnAfterItsLastStep() async {
        var trajectory = Trajectory()
        for number in 1...3 {
            trajectory.append(Step(action: Action(tool: "say", arguments: ["number": .integer(Int64(number))])))
        }
        let resumption = RunStart.Resumption(
            trajectory: trajectory, spent: Money(nanodollars: 33), elapsed: .seconds(20), nextSequence: 41, nextCall: 9,
            resumedAt: 0)
        let planner = SpeculativePlanner(
            pair: .speculative(drafter: drafter(), verifier: verifier(last: 5)), environment: PlanOnlyEnvironment(),
            configuration: .init(stepLimit: 20), controller: FixedDepth(1), sink: log, clock: clock)
        let outcome = await inVirtualTime(on: clock) {
            await planner.run(RunStart(header: .testing(), resumption: resumption))
        }
        #expect(outcome.trajectory.count == 5)
        #expect(log.events.first?.sequence == 41)
        #expect(log.events.first?.name == "resumed")
        #expect(
            log.events.contains { if case .callStarted(let call) = $0.kind { call.call == CallID(9) } else { false } })
        #expect(log.events.last?.time == .seconds(25))
    }
}
