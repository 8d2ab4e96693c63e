import Planning
import PlanningTesting
import Speculation
import Testing

/// The run of strategies that look at several ways before they take one.
struct StrategyRunTests {
    let clock = ManualClock()
    let log = EventLog()

    private func agent(_ label: String, seconds: Int = 1, cost: Money = .zero) -> ScriptedAgent {
        ScriptedAgent(label, delay: .seconds(seconds), on: clock, cost: cost) { request in
            let next = request.trajectory.count + 1
            return Action(
                tool: "say", arguments: ["n": .integer(Int64(next))], answer: next == 3 ? "three" : nil)
        }
    }

    private func conduct(
        limits: Limits = Limits(steps: 9), environment: any Environment = PlanOnlyEnvironment(),
        resumption: RunStart.Resumption? = nil, _ body: @escaping @Sendable (StrategyRun) async throws -> Void
    ) async -> RunOutcome {
        await inVirtualTime(on: clock) { [clock, log] in
            await StrategyRun.conduct(
                RunStart(header: .testing(limits: limits), resumption: resumption), environment: environment,
                sink: log, clock: clock, body)
        }
    }

    private static func followTheAgent(_ agent: any Agent, _ run: StrategyRun) async throws {
        while !run.isOver {
            try await run.commit(
                ChosenStep(try await run.ask(agent, as: .verifier, run.request(after: run.trajectory))))
        }
    }

    private var standings: [CallStanding] {
        log.events.compactMap { if case .callResolved(let call) = $0.kind { call.standing } else { nil } }
    }

    @Test func whatIsCommittedStandsInTheRecordAndEveryCallIsResolvedOnce() async {
        let agent = agent("verifier")
        let outcome = await conduct { run in
            // A second opinion that nothing comes of.
            async let idle = run.ask(agent, as: .drafter, run.request(after: run.trajectory))
            _ = try await idle
            try await Self.followTheAgent(agent, run)
        }
        #expect(outcome.status == .finished)
        #expect(outcome.answer == "three")
        let summary = RunSummary(log.events)
        #expect(summary.trajectory == outcome.trajectory)
        #expect(summary.latency == .seconds(4))
        #expect(standings == [.useful, .useful, .useful, .unused])
        #expect(log.events.map(\.sequence) == Array(1...log.events.count))
    }

    @Test func theTimeLimitCommitsTheBestPlanSoFar() async {
        let agent = agent("drafter", seconds: 10)
        let outcome = await conduct(limits: Limits(steps: 9, time: .seconds(15))) { run in
            let first = try await run.ask(agent, as: .drafter, run.request(after: run.trajectory))
            run.keepBest([
                ChosenStep(first.value.action, observation: .empty, source: .drafted, calls: first.calls)
            ])
            _ = try await run.ask(agent, as: .drafter, run.request(after: run.trajectory))
        }
        #expect(outcome.status == .limit)
        #expect(outcome.trajectory.count == 1)
        #expect((outcome.error as? LimitReached)?.kind == .time)
        #expect(standings.sorted { $0.rawValue < $1.rawValue } == [.unused, .useful])
    }

    @Test func aBestPlanThatFinishesIsAnAnswer() async {
        let outcome = await conduct(limits: Limits(steps: 9, time: .seconds(1))) { [clock] run in
            run.keepBest([
                ChosenStep(Action(text: "done", answer: "42"), observation: .empty, source: .drafted, calls: [])
            ])
            try await clock.sleep(for: .seconds(100))
        }
        #expect(outcome.status == .finished)
        #expect(outcome.answer == "42")
    }

    @Test func whatWasKeptIsForgottenOnceItIsCommitted() async {
        let outcome = await conduct(limits: Limits(steps: 9, time: .seconds(1))) { [clock] run in
            let plan = [
                ChosenStep(Action(text: "done", answer: "42"), observation: .empty, source: .drafted, calls: [])
            ]
            run.keepBest(plan)
            try await run.commit(plan)
            // The time is up before the strategy has returned.
            try await clock.sleep(for: .seconds(100))
        }
        #expect(outcome.status == .finished)
        #expect(outcome.trajectory.count == 1)
    }

    @Test func callsWaitForMoneyThatOthersHoldAndNeverExceedTheBudget() async {
        let agent = agent("drafter", cost: Money(nanodollars: 400_000_000))
        let outcome = await conduct(limits: Limits(steps: 9, cost: Money(nanodollars: 1_000_000_000))) { run in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { _ = try await run.ask(agent, as: .drafter, run.request(after: run.trajectory)) }
                }
                try await group.waitForAll()
            }
        }
        #expect(outcome.status == .limit)
        #expect((outcome.error as? LimitReached)?.kind == .cost)
        let summary = RunSummary(log.events)
        #expect(summary.spend.total == Money(nanodollars: 800_000_000))
        #expect(summary.openCalls == 0)
    }

    @Test func cancellationEndsTheRunAsInterrupted() async {
        let agent = agent("drafter", seconds: 1000)
        let outcome = await inVirtualTime(on: clock) { [clock, log] in
            await interrupting(after: .seconds(5), on: clock) {
                await StrategyRun.conduct(
                    RunStart(header: .testing()), environment: PlanOnlyEnvironment(), sink: log, clock: clock
                ) { run in _ = try await run.ask(agent, as: .drafter, run.request(after: run.trajectory)) }
            }
        }
        #expect(outcome?.status == .interrupted)
        #expect(RunSummary(log.events).openCalls == 0)
        #expect(RunSummary(log.events).latency == .seconds(5))
    }

    @Test func aStrategyThatEndsWithoutAnAnswerHasFailed() async {
        let outcome = await conduct { _ in }
        #expect(outcome.status == .failed)
        #expect(outcome.error as? StrategyError == .noAnswer)
    }

    @Test func theStepLimitEndsTheRun() async {
        let agent = agent("verifier")
        let outcome = await conduct(limits: Limits(steps: 2)) { run in try await Self.followTheAgent(agent, run) }
        #expect(outcome.status == .limit)
        #expect(outcome.trajectory.count == 2)
        #expect((outcome.error as? LimitReached)?.kind == .steps)
    }

    @Test func whatChangesTheWorldIsNeverTriedAndIsAnnouncedBeforeItHappens() async {
        let world = Dangerous()
        let outcome = await conduct(environment: world) { run in
            let action = Action(tool: "fire", answer: "gone")
            await #expect(throws: StrategyError.self) { try await run.attempt(action, after: run.trajectory) }
            try await run.commit(ChosenStep(action, source: .verifier, calls: []))
        }
        #expect(outcome.status == .finished)
        #expect(outcome.trajectory.steps.map(\.observation.text) == ["bang"])
        #expect(log.events.map(\.name) == ["started", "executing", "executed", "committed", "finished"])
    }

    private struct Unlucky: Environment {
        let tools: [ToolDescription] = []

        func earlyExecution(of action: Action) -> EarlyExecution { .allowed }

        func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation { .empty }

        func attempt(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
            throw FailedAttempt(Observation("nobody answers", isError: true))
        }
    }

    @Test func aTryThatCameToNothingIsWeighedAsAnError() async {
        let outcome = await conduct(environment: Unlucky()) { run in
            let action = Action(tool: "look", answer: "nothing")
            let (observation, _) = try await run.attempt(action, after: run.trajectory)
            #expect(observation == Observation("nobody answers", isError: true))
            try await run.commit(ChosenStep(action, observation: observation, source: .verifier, calls: []))
        }
        #expect(outcome.status == .finished)
    }

    @Test func aResumedRunGoesOnWithTheStepsThatAreThere() async {
        let agent = agent("verifier")
        let there = Trajectory([Step(action: Action(tool: "say", arguments: ["n": 1]))])
        let outcome = await conduct(
            resumption: .init(
                trajectory: there, spent: .zero, elapsed: .seconds(7), nextSequence: 5, nextCall: 2, resumedAt: 0)
        ) { run in try await Self.followTheAgent(agent, run) }
        #expect(outcome.trajectory.steps.compactMap { $0.action.arguments["n"]?.integer } == [1, 2, 3])
        #expect(log.events.last?.time == .seconds(9))
        #expect(log.events.first?.sequence == 5)
    }

    private struct Dangerous: Environment {
        let tools: [ToolDescription] = []

        func earlyExecution(of action: Action) -> EarlyExecution { .refused(reason: "it cannot be undone") }

        func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
            Observation("bang")
        }
    }
}
