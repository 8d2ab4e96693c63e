import Planning
import PlanningTesting
import Speculation
import Strategies
import Testing

struct RSDRunTests {
    private func strategy(auditEvery: Int = 0, depth: Int? = 2) -> RSDStrategy {
        RSDStrategy(settings: .init(auditEvery: auditEvery), depth: depth)
    }

    @Test func goodDraftsStandAndTheVerifierWritesTheOthers() async {
        let cast = GatedCast(mistakes: [3])
        let outcome = await cast.run(strategy())
        #expect(outcome.answer == "done")
        #expect(outcome.numbers == [1, 2, 3, 4, 5, 6])
        #expect(cast.summary.callCount(of: .verifier) == 1)
        #expect(cast.summary.steps.map(\.isKept) == [true, true, false, true, true, true])
        #expect(cast.summary.steps.map(\.source) == [.drafted, .drafted, .verifier, .drafted, .drafted, .drafted])
        #expect(cast.keeping == [6, 5, 0, 0])
    }

    @Test func theDrafterRunsAheadOfScoresThatAreAskedForInParallel() async {
        let cast = GatedCast()
        _ = await cast.run(strategy())
        // A draft a second, and the last score two seconds after the last draft.
        #expect(cast.summary.latency == .seconds(8))
        let patient = GatedCast()
        _ = await patient.run(strategy(depth: 0))
        #expect(patient.summary.latency == .seconds(18))
    }

    @Test(arguments: [(0, 0), (0.5, 2), (1, 4)]) func lambdaSaysHowFarTheDrafterRunsAhead(lambda: Double, depth: Int)
        async
    {
        let cast = GatedCast()
        var header = RunHeader.testing(lambda: lambda)
        header.guarantee = .lossy
        let (start, crew, strategy) = (RunStart(header: header), cast.crew, strategy(depth: nil))
        _ = await inVirtualTime(on: cast.clock) { await strategy.run(start, with: crew) }
        let depths = cast.log.events.compactMap {
            if case .depthChosen(let choice) = $0.kind { choice.depth } else { nil }
        }
        #expect(Set(depths) == [depth])
    }

    @Test func onlyTheVerifiersOwnCallsCountAsItsTimeAndCost() async throws {
        let cast = GatedCast(mistakes: [2])
        _ = await cast.run(strategy())
        let committed = cast.log.events.compactMap {
            if case .committed(let step) = $0.kind { step } else { nil }
        }
        #expect(committed.map(\.verifierTime) == [.zero, .seconds(4), .zero, .zero, .zero, .zero])
        #expect(committed.map(\.verifierCost) == [0, 10, 0, 0, 0, 0].map { Money(nanodollars: $0) })
        let judged = cast.log.events.compactMap { if case .judged(let verdict) = $0.kind { verdict } else { nil } }
        #expect(judged.map(\.position) == [2])
        #expect(judged.first?.calls.count == 1)
        #expect(cast.scores.allSatisfy { $0.calls.count == 1 })
    }

    @Test func whatTheVerifierAloneWouldTakeIsEstimatedByWhatItTookWhereItWasAsked() async throws {
        let cast = GatedCast(mistakes: [2])
        _ = await cast.run(strategy())
        #expect(cast.summary.sequentialLatency == .seconds(24))
        #expect(cast.summary.sequentialCost == Money(nanodollars: 60))
        let account = try #require(cast.summary.account)
        #expect(account.objective < 1)
        // An oracle that has everything verified is no bound here.
        #expect(account.oracle == nil)
        #expect(account.efficiency == nil)
    }

    @Test func withoutAnyVerdictNothingIsSaidOfTheVerifierAlone() async {
        let cast = GatedCast()
        _ = await cast.run(strategy())
        #expect(cast.summary.callCount(of: .verifier) == 0)
        #expect(cast.summary.sequentialLatency == nil)
        #expect(cast.summary.sequentialCost == nil)
        #expect(cast.summary.account == nil)
    }

    @Test func moneyThatRunsOutStopsTheRunAndKeepsWhatIsThere() async {
        // Two kept steps at 3, and no 10 for the verifier at the third.
        let cast = GatedCast(mistakes: [3])
        let outcome = await cast.run(strategy(), limits: Limits(steps: 60, cost: Money(nanodollars: 16)))
        #expect(outcome.status == .limit)
        #expect((outcome.error as? LimitReached)?.kind == .cost)
        #expect(outcome.numbers == [1, 2])
        #expect((cast.summary.spend.total ?? .zero) <= Money(nanodollars: 16))
    }

    @Test func aRunThatNeverAsksTheVerifierNeedsNoMoneyForIt() async {
        let cast = GatedCast(steps: 12)
        let outcome = await cast.run(strategy(), limits: Limits(steps: 60, cost: Money(nanodollars: 36)))
        #expect(outcome.status == .finished)
        #expect(cast.summary.callCount(of: .verifier) == 0)
    }

    @Test func equalRunsTakeTheSameCourse() async {
        func events(seed: UInt64) async -> [RunEvent.Kind] {
            let cast = GatedCast(steps: 20, mistakes: [2, 9, 14])
            let settings = RewardGateSettings(weighting: .clip, auditEvery: 3)
            _ = await cast.run(RSDStrategy(settings: settings, depth: 2), seed: seed)
            return cast.log.events.dropFirst().map(\.kind)
        }
        #expect(await events(seed: 5) == events(seed: 5))
        #expect(await events(seed: 5) != events(seed: 6))
    }
}
