import Planning
import PlanningTesting
import Speculation
import Testing

@testable import Strategies

struct SRMStrategyTests {
    let clock = ManualClock()
    let log = EventLog()

    /// Its answers go round: up two, up one, down one, finish.
    private func drafter(
        _ answer: @escaping @Sendable (ProposalRequest) throws -> Action = { request in
            let height = Stairs.height(after: request.trajectory)
            if height == 5 { return Stairs.finish }
            return [Stairs.go(2), Stairs.go(1), Stairs.go(-1), Stairs.finish][(request.sampling?.number ?? 0) % 4]
        }
    ) -> ScriptedAgent {
        ScriptedAgent("drafter", delay: .seconds(1), on: clock, cost: Money(nanodollars: 10_000_000), answer: answer)
    }

    private var verifier: ScriptedAgent {
        ScriptedAgent("verifier", delay: .seconds(4), on: clock, cost: Money(nanodollars: 100_000_000)) { request in
            let rest = 5 - Stairs.height(after: request.trajectory)
            return rest == 0 ? Stairs.finish : Stairs.go(min(rest, 2))
        }
    }

    /// Up is good, down is bad.
    private var reward: ScriptedReward {
        ScriptedReward.ofSteps { proposal in
            proposal.action.finishes ? 0.9 : proposal.action.arguments["by"]?.integer ?? 0 > 0 ? 0.9 : 0.1
        }
    }

    private func run(
        _ settings: SearchSettings = SearchSettings(), drafter: ScriptedAgent? = nil,
        reward: (any RewardModel)? = nil, stairs: Stairs = Stairs(), limits: Limits = Limits(steps: 20),
        resumption: RunStart.Resumption? = nil
    ) async -> RunOutcome {
        let crew = Crew(
            drafter: drafter ?? self.drafter(), verifier: verifier, rewards: reward ?? self.reward,
            environment: stairs, sink: log, clock: clock)
        var header = RunHeader.testing(limits: limits)
        header.strategy = SRMStrategy.name
        header.guarantee = SRMStrategy.guarantee
        let start = RunStart(header: header, resumption: resumption)
        return await inVirtualTime(on: clock) { await SRMStrategy(settings).run(start, with: crew) }
    }

    private var summary: RunSummary { RunSummary(log.events) }

    private func calls(_ role: AgentRole) -> Int { summary.calls.count { $0.role == role } }

    private var scored: [RunEvent.Scored] {
        log.events.compactMap { if case .scored(let scored) = $0.kind { scored } else { nil } }
    }

    /// Every call is settled once and resolved once, and what was spent is what the calls cost.
    private func expectWholeRecord() {
        var settled: [CallID: Int] = [:]
        var resolved: [CallID: Int] = [:]
        for event in log.events {
            if case .callSettled(let call) = event.kind { settled[call.call, default: 0] += 1 }
            if case .callResolved(let call) = event.kind { resolved[call.call, default: 0] += 1 }
        }
        #expect(summary.calls.allSatisfy { settled[$0.id] == 1 && resolved[$0.id] == 1 })
        #expect(log.events.first?.name == "started")
        #expect(log.events.count { $0.name == "finished" } == 1)
    }

    @Test(arguments: SearchSettings.Order.allCases) func everyOrderFindsThePlanWithoutTheVerifier(
        order: SearchSettings.Order
    ) async {
        let outcome = await run(SearchSettings(search: order))
        #expect(outcome.status == .finished)
        #expect(outcome.answer == "at the top")
        #expect(Stairs.height(after: outcome.trajectory) == 5)
        #expect(calls(.verifier) == 0)
        expectWholeRecord()
        // Four answers and one request for scores for every state that was looked into.
        #expect(calls(.drafter) == 4 * calls(.scorer))
        #expect(RunSummary(log.events) == summary)
    }

    @Test func whatTheVerifierAloneWouldHaveTakenIsSaidOnlyWhereItWasAsked() async throws {
        _ = await run()
        #expect(summary.sequentialLatency == nil)
        #expect(summary.account == nil)
    }

    @Test func whatTheVerifierTookForOneStepIsTakenForAll() async {
        // The step after height 2 has no score worth taking, so the verifier takes it; the others stand alone.
        let fussy = ScriptedReward { request in
            request.candidates.map { _ in Stairs.height(after: request.trajectory) == 2 ? 0.1 : 0.9 }
        }
        let outcome = await run(
            drafter: drafter { request in
                Stairs.height(after: request.trajectory) == 5 ? Stairs.finish : Stairs.go(1)
            }, reward: fussy)
        #expect(outcome.status == .finished)
        #expect(calls(.verifier) == 1)
        #expect(summary.sequentialLatency == .seconds(4) * outcome.trajectory.count)
    }

    @Test func levelByLevelTheShortestPlanIsFound() async {
        let outcome = await run()
        #expect(outcome.trajectory.count == 4)
    }

    @Test func answersToOneQuestionAreAskedForAtOnce() async {
        _ = await run(SearchSettings(search: .breadth))
        // Heights 0; 2, 1; 4, 3; 5: four levels of a second each, whatever is looked into side by side.
        #expect(summary.latency == .seconds(4))
    }

    @Test func theRecordSaysWhatWasKeptAndWhy() async throws {
        _ = await run()
        let first = scored.filter { $0.position == 1 }
        #expect(first.map(\.isKept) == [true, true, false, false])
        #expect(first.map(\.score) == [0.9, 0.9, nil, nil])
        #expect(first[2].reason.hasPrefix(SearchVerdict.refused.rawValue))
        let account = try #require(SearchAccount(log.events))
        #expect(account.levels.prefix(4).map { $0.chosen != nil } == [true, true, true, true])
        #expect(account.levels.first?.score == 0.9)
        #expect(account.levels.reduce(0) { $0 + $1.kept } == scored.count { $0.isKept })
        #expect(account.states == calls(.scorer))
    }

    @Test func equalAnswersCountOnceWithTheirNumber() async {
        let outcome = await run(
            drafter: drafter { request in
                Stairs.height(after: request.trajectory) == 5 ? Stairs.finish : Stairs.go(1)
            })
        #expect(outcome.status == .finished)
        #expect(outcome.trajectory.count == 6)
        #expect(scored.count == 6)
        // All four answers led to the step.
        #expect(summary.calls.filter { $0.role == .drafter }.allSatisfy { $0.standing == .useful })
    }

    @Test func theSameSearchWithoutARewardModelAsksTheVerifierForEverything() async {
        let crew = Crew(
            drafter: drafter(), verifier: verifier, environment: Stairs(), sink: log, clock: clock)
        let outcome = await inVirtualTime(on: clock) {
            await SRMStrategy(SearchSettings(proposer: .verifier, verification: .none)).run(
                RunStart(header: .testing()), with: crew)
        }
        #expect(outcome.status == .finished)
        #expect(calls(.drafter) == 0)
        // Four answers and a judgement for each of the four states.
        #expect(calls(.verifier) == 4 * 5)
        expectWholeRecord()
    }

    @Test func everyStepOfThePlanCanBeChecked() async {
        let outcome = await run(SearchSettings(verification: .all))
        #expect(outcome.status == .finished)
        #expect(calls(.verifier) == outcome.trajectory.count)
        #expect(scored.count { $0.reason == SearchVerdict.confirmed.rawValue } == outcome.trajectory.count)
        #expect(summary.steps.allSatisfy { $0.verifierTime == .seconds(4) })
        expectWholeRecord()
    }

    @Test func directivesAreGivenToTheAnswersAfterTheFirst() async {
        let guidance = Heard()
        _ = await run(
            SearchSettings(candidates: 4, directives: ["go slowly", "go fast"]),
            drafter: drafter { request in
                guidance.note(request)
                return Stairs.height(after: request.trajectory) == 5 ? Stairs.finish : Stairs.go(1)
            })
        #expect(guidance.said(to: 0) == [nil])
        #expect(guidance.said(to: 1) == ["go slowly"])
        #expect(guidance.said(to: 2) == ["go fast"])
        #expect(guidance.said(to: 3) == ["go slowly"])
    }

    // MARK: - Bad days

    @Test(arguments: [RewardError.Code.late, .unreadable, .outOfRange]) func withoutScoresTheVerifierDecides(
        code: RewardError.Code
    ) async {
        let outcome = await run(reward: ScriptedReward.ofSteps { _ in throw RewardError(code, "nothing to see") })
        #expect(outcome.status == .finished)
        #expect(calls(.verifier) == 4)
        // Every step is the verifier's, or was confirmed by it.
        #expect(summary.steps.allSatisfy { $0.verifierTime == .seconds(4) })
        #expect(scored.contains { $0.reason.contains("nothing to see") })
        expectWholeRecord()
    }

    @Test(arguments: [Double.nan, -1, 7, .infinity]) func whatIsNoScoreAcceptsNothing(value: Double) async {
        let outcome = await run(reward: ScriptedReward.ofSteps { _ in value })
        #expect(outcome.status == .finished)
        #expect(summary.steps.allSatisfy { $0.verifierTime == .seconds(4) })
        #expect(scored.allSatisfy { $0.score == nil })
    }

    @Test func whereAllIsPrunedAndNobodyHelpsTheRunSaysSo() async {
        let outcome = await run(
            SearchSettings(verification: .none), drafter: drafter { _ in Stairs.go(-1) })
        #expect(outcome.status == .failed)
        #expect("\(outcome.error.map { "\($0)" } ?? "")".contains("no plan"))
        expectWholeRecord()
    }

    @Test func aDrafterThatFailsIsReplacedByTheVerifier() async {
        let broken = drafter { _ in throw AgentError(.unparseableAction, "no step") }
        let outcome = await run(drafter: broken)
        #expect(outcome.status == .finished)
        #expect(summary.steps.allSatisfy { $0.source == .verifier })
        expectWholeRecord()
    }

    @Test func whatNobodyCanAnswerFailsWithItsReason() async {
        let broken = drafter { _ in throw AgentError(.unparseableAction, "no step") }
        let outcome = await run(SearchSettings(verification: .none), drafter: broken)
        #expect(outcome.status == .failed)
        #expect(outcome.error is AgentError)
    }

    @Test func aDrafterThatNeverAnswersIsNotWaitedFor() async {
        let sleeper = ScriptedAgent("drafter", delay: .seconds(100_000), on: clock) { _ in Stairs.go(1) }
        let outcome = await run(SearchSettings(patience: 10), drafter: sleeper)
        #expect(outcome.status == .finished)
        // Four states, for each ten seconds of patience and four of the verifier.
        #expect(summary.latency == .seconds(56))
        expectWholeRecord()
    }

    @Test func whatComesOfADrafterAloneThatNeverAnswersIsToldInWords() async {
        let sleeper = ScriptedAgent("drafter", delay: .seconds(100_000), on: clock) { _ in Stairs.go(1) }
        let outcome = await run(SearchSettings(verification: .none, patience: 10), drafter: sleeper)
        #expect(outcome.status == .failed)
        #expect(outcome.error is StrategyError)
    }

    @Test func aDrafterThatWalksInCirclesIsStopped() async {
        let outcome = await run(
            SearchSettings(verification: .none),
            drafter: drafter { request in
                Stairs.height(after: request.trajectory) == 0 ? Stairs.go(1) : Stairs.go(-1)
            }, reward: ScriptedReward.ofSteps { _ in 0.9 })
        #expect(outcome.status == .failed)
        #expect(outcome.trajectory.count == 1)
        #expect(scored.contains { $0.reason == SearchVerdict.known.rawValue })
    }

    @Test func aWorldThatCannotBeTriedCannotBeSearched() async {
        let outcome = await run(SearchSettings(verification: .none), stairs: Stairs(isTriable: false))
        #expect(outcome.status == .failed)
        #expect("\(outcome.error.map { "\($0)" } ?? "")".contains("stairs wear out"))
    }

    // MARK: - Limits

    @Test func whenTheMoneyIsGoneTheBestSoFarStands() async {
        let outcome = await run(limits: Limits(steps: 20, cost: Money(nanodollars: 90_000_000)))
        #expect(outcome.status == .limit)
        #expect((outcome.error as? LimitReached)?.kind == .cost)
        #expect(outcome.trajectory.count >= 1)
        #expect(summary.spend.known <= Money(nanodollars: 90_000_000))
        expectWholeRecord()
    }

    @Test func whenTimeIsUpTheBestSoFarStands() async {
        let outcome = await run(limits: Limits(steps: 20, time: .milliseconds(2500)))
        #expect(outcome.status == .limit)
        #expect((outcome.error as? LimitReached)?.kind == .time)
        #expect(outcome.trajectory.count == 2)
        #expect(Stairs.height(after: outcome.trajectory) == 4)
        expectWholeRecord()
    }

    @Test func whenTheStatesAreUsedUpTheBestSoFarStands() async {
        let outcome = await run(SearchSettings(search: .depth, expansions: 2))
        #expect(outcome.status == .limit)
        #expect((outcome.error as? LimitReached)?.kind == .expansions)
        #expect(outcome.trajectory.count == 2)
    }

    @Test func noMoreStepsThanAllowedAreCommitted() async {
        let outcome = await run(SearchSettings(verification: .none), limits: Limits(steps: 2))
        #expect(outcome.status == .limit)
        #expect((outcome.error as? LimitReached)?.kind == .steps)
        #expect(outcome.trajectory.count == 2)
    }

    @Test func anInterruptedSearchEndsAtOnce() async {
        let crew = Crew(
            drafter: drafter(), verifier: verifier, rewards: reward, environment: Stairs(), sink: log, clock: clock)
        let clock = clock
        let outcome = await inVirtualTime(on: clock) {
            await withTaskGroup(of: RunOutcome?.self) { group in
                group.addTask { await SRMStrategy().run(RunStart(header: .testing()), with: crew) }
                group.addTask {
                    try? await clock.sleep(for: .milliseconds(1500))
                    return nil
                }
                var outcome: RunOutcome?
                for await result in group {
                    if let result { outcome = result } else { group.cancelAll() }
                }
                return outcome
            }
        }
        #expect(outcome?.status == .interrupted)
        expectWholeRecord()
    }

    @Test func aResumedSearchGoesOnFromTheStepsThatStand() async {
        let done = Trajectory([Step(action: Stairs.go(2), observation: Observation("at 2"))])
        let outcome = await run(
            resumption: .init(
                trajectory: done, spent: .zero, elapsed: .seconds(1), nextSequence: 50, nextCall: 20, resumedAt: 1))
        #expect(outcome.status == .finished)
        #expect(outcome.trajectory.count == 4)
        #expect(outcome.trajectory.steps.first?.action == Stairs.go(2))
        #expect(scored.allSatisfy { $0.position > 1 })
    }

    @Test func aRunThatWasOverIsLeftAlone() async {
        let done = Trajectory([Step(action: Stairs.finish, observation: Observation("there"))])
        let outcome = await run(
            resumption: .init(
                trajectory: done, spent: .zero, elapsed: .seconds(1), nextSequence: 50, nextCall: 20, resumedAt: 1))
        #expect(outcome.status == .finished)
        #expect(summary.calls.isEmpty)
    }
}

extension ScriptedReward {
    /// Scores each step by itself, at once.
    fileprivate static func ofSteps(_ score: @escaping @Sendable (Proposal) throws -> Double) -> ScriptedReward {
        ScriptedReward { request in try request.candidates.map(score) }
    }
}
