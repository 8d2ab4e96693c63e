import Control
import Planning
import PlanningTesting
import Speculation
import Strategies
import Testing

struct StrategyTests {
    let clock = ManualClock()
    let log = EventLog()

    private func crew(draftsAreRight: Bool, checking: Duration? = nil) -> Crew {
        let verifier = ScriptedAgent("verifier", delay: .seconds(4), checking: checking, on: clock) { request in
            let next = request.trajectory.count + 1
            return Action(tool: "say", arguments: ["n": .integer(Int64(next))], answer: next == 6 ? "six" : nil)
        }
        let drafter = ScriptedAgent("drafter", delay: .seconds(1), on: clock) { request in
            let next = request.trajectory.count + 1
            return Action(
                tool: "say", arguments: ["n": .integer(Int64(draftsAreRight ? next : -next))],
                answer: next == 6 ? "six" : nil)
        }
        return Crew(drafter: drafter, verifier: verifier, environment: PlanOnlyEnvironment(), sink: log, clock: clock)
    }

    private func run(
        _ strategy: some Strategy, draftsAreRight: Bool = true, checking: Duration? = nil
    ) async -> RunOutcome {
        let crew = crew(draftsAreRight: draftsAreRight, checking: checking)
        return await inVirtualTime(on: clock) { await strategy.run(RunStart(header: .testing()), with: crew) }
    }

    private var latency: Duration { log.events.last?.time ?? .zero }

    @Test func theSequentialBaselineAsksTheVerifierAlone() async {
        let outcome = await run(SequentialStrategy())
        #expect(outcome.answer == "six")
        #expect(latency == .seconds(24))
        #expect(!log.events.contains { $0.name == "drafted" })
    }

    @Test func theDrafterAloneIsFastAndSaysThatNobodyChecked() async {
        let outcome = await run(DraftOnlyStrategy())
        #expect(outcome.answer == "six")
        #expect(latency == .seconds(6))
        #expect(DraftOnlyStrategy.guarantee == .lossy)
        let sources = log.events.compactMap { if case .committed(let step) = $0.kind { step.source } else { nil } }
        #expect(sources == [StepSource](repeating: .drafted, count: 6))
        let roles = log.events.compactMap { if case .callStarted(let call) = $0.kind { call.role } else { nil } }
        #expect(Set(roles) == [.drafter])
    }

    @Test(arguments: SpeculationMachine.Scheduling.allCases, [true, false])
    func aVerifierThatChecksDraftsIsToldThemAndSaysTheSame(
        scheduling: SpeculationMachine.Scheduling, draftsAreRight: Bool
    ) async throws {
        let outcome = await run(
            DSPStrategy(controller: FixedDepth(3), scheduling: scheduling), draftsAreRight: draftsAreRight,
            checking: .seconds(1))
        #expect(outcome.trajectory.steps.compactMap { $0.action.arguments["n"]?.integer } == [1, 2, 3, 4, 5, 6])
        let summary = RunSummary(log.events)
        // What the verifier alone would have taken is told from calls without help.
        #expect(summary.sequentialLatency == .seconds(24))
        let verifying = summary.calls.filter { $0.role == .verifier && $0.standing == .useful }
        #expect(verifying.allSatisfy { $0.duration == (draftsAreRight ? .seconds(1) : .seconds(4)) })
        // Without help every verification waits for a draft that is of no use.
        #expect(draftsAreRight ? latency < .seconds(12) : latency == .seconds(30))
    }

    @Test func aVerifierThatNoDraftHelpsIsToldNone() async throws {
        let verifier = ScriptedAgent("verifier", on: clock) { request in
            #expect(request.draft == nil)
            return Action(tool: "say", arguments: [:], answer: request.trajectory.count == 3 ? "four" : nil)
        }
        let drafter = ScriptedAgent("drafter", on: clock) { _ in Action(tool: "say", arguments: [:]) }
        let crew = Crew(
            drafter: drafter, verifier: verifier, environment: PlanOnlyEnvironment(), sink: log, clock: clock)
        let outcome = await inVirtualTime(on: clock) {
            await DSPStrategy(controller: FixedDepth(3)).run(RunStart(header: .testing()), with: crew)
        }
        #expect(outcome.answer == "four")
    }

    @Test(arguments: SpeculationMachine.Scheduling.allCases, [true, false])
    func ridingAheadGivesTheSequentialTrajectory(
        scheduling: SpeculationMachine.Scheduling, draftsAreRight: Bool
    ) async {
        let outcome = await run(
            DSPStrategy(controller: FixedDepth(3), scheduling: scheduling), draftsAreRight: draftsAreRight)
        #expect(outcome.trajectory.steps.compactMap { $0.action.arguments["n"]?.integer } == [1, 2, 3, 4, 5, 6])
        #expect(draftsAreRight ? latency < .seconds(24) : latency == .seconds(24))
    }

    @Test(arguments: [0, 0.5, 1]) func lambdaDecidesHowFarToRide(lambda: Double) async throws {
        _ = await run(DSPStrategy(controller: ThresholdDepth(.lambda(try #require(Lambda(lambda))), seed: 1)))
        let drafts = log.events.count { $0.name == "drafted" }
        #expect(lambda == 0 ? drafts == 0 : drafts > 0)
        #expect(lambda == 0 ? latency == .seconds(24) : latency < .seconds(24))
    }
}
