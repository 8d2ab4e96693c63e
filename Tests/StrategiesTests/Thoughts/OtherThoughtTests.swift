import Planning
import PlanningTesting
import Speculation
import Strategies
import Synchronization
import Testing

/// `self-consistency`, `best-of-n` and `pdr`.
struct OtherThoughtTests {
    @Test func theMajorityWinsAndTheVerifierIsNotAsked() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["42", "41", "42.0", "7", "42"]
        let outcome = await thinkers.run(
            SelfConsistencyStrategy(ConsistencySettings(drafting: DraftingSettings(drafts: 5))))
        #expect(outcome.answer.map { ["42", "42.0"].contains($0) } == true)
        #expect(thinkers.calls(.verifier) == 0)
    }

    @Test func draftingStopsWhenItIsCertainEnough() async {
        var thinkers = Thinkers()
        thinkers.spread = .seconds(1)
        let outcome = await thinkers.run(SelfConsistencyStrategy())
        #expect(outcome.answer == "42")
        #expect(thinkers.latency == .seconds(3))
        #expect(thinkers.calls(.drafter) == 8)
    }

    @Test func withoutAMajorityTheVerifierAnswers() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["1", "2", "3"]
        let outcome = await thinkers.run(
            SelfConsistencyStrategy(ConsistencySettings(drafting: DraftingSettings(drafts: 3))))
        #expect(outcome.answer == "42")
        #expect(thinkers.selections.map(\.chosen) == [nil])
        #expect(thinkers.selections.first?.reason == "no two of 3 drafts agree")
    }

    @Test func aSingleDraftIsItsOwnMajority() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["41"]
        let outcome = await thinkers.run(
            SelfConsistencyStrategy(ConsistencySettings(drafting: DraftingSettings(drafts: 1))))
        #expect(outcome.answer == "41")
    }

    /// Thinks much of 42.
    private struct Judge: RewardModel {
        let label = "judge"
        var failure: RewardError?
        var scores: [Double]?

        func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
            if let failure { throw failure }
            return scores ?? request.candidates.map { $0.action.answer == "42" ? 0.9 : 0.2 }
        }
    }

    private let bestOfFive = BestOfNSettings(drafting: DraftingSettings(drafts: 5))

    @Test func theDraftThatTheRewardModelLikesBestIsTaken() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["41", "41", "41", "42", "41"]
        thinkers.rewards = Judge()
        let outcome = await thinkers.run(BestOfNStrategy(bestOfFive))
        #expect(outcome.answer == "42")
        #expect(thinkers.calls(.verifier) == 0)
        #expect(thinkers.selections.first?.probabilities == [0.2, 0.9])
    }

    @Test func aJudgeThatThinksTheBestDraftWrongAnswersItself() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["41", "40"]
        thinkers.rewards = Judge()
        var settings = bestOfFive
        settings.isJudged = true
        let outcome = await thinkers.run(BestOfNStrategy(settings))
        #expect(outcome.answer == "42")
        #expect(thinkers.selections.map(\.chosen) == [nil])
    }

    @Test(arguments: [[Double.nan], [2], [], [0.1, 0.2, 0.3]]) func scoresThatAreNoneLeaveItToTheVerifier(
        scores: [Double]
    ) async {
        var thinkers = Thinkers()
        thinkers.drafts = ["41"]
        thinkers.rewards = Judge(scores: scores)
        #expect(await thinkers.run(BestOfNStrategy(bestOfFive)).answer == "42")
        #expect(thinkers.selections.first?.reason.contains("no draft could be scored") == true)
    }

    @Test func aRewardModelThatIsDownLeavesItToTheVerifier() async {
        var thinkers = Thinkers()
        thinkers.rewards = Judge(failure: RewardError(.late, "no score in time"))
        #expect(await thinkers.run(BestOfNStrategy(bestOfFive)).answer == "42")
        #expect(thinkers.selections.first?.reason.contains("no score in time") == true)
        #expect(thinkers.summary.steps.map(\.source) == [.verifier])
    }

    @Test func withoutARewardModelItSaysHowToNameOne() async {
        let outcome = await Thinkers().run(BestOfNStrategy(bestOfFive))
        #expect(outcome.status == .failed)
        #expect(outcome.error.map { "\($0)" }?.contains("--reward") == true)
    }

    @Test func theVerifierIsToldWhatTheDraftsSay() async {
        let thinkers = Thinkers()
        let told = Mutex<[String?]>([])
        var crew = thinkers.crew()
        crew.verifier = ScriptedAgent("verifier", on: thinkers.clock) { request in
            told.withLock { $0.append(request.guidance) }
            return Action(text: "so it is", answer: "43")
        }
        let outcome = await inVirtualTime(on: thinkers.clock) { [crew] in
            await PDRStrategy().run(RunStart(header: .testing()), with: crew)
        }
        #expect(outcome.answer == "43")
        let guidance = told.withLock { $0.first ?? nil } ?? ""
        #expect(guidance.contains("4 of 4: 42"))
        #expect(thinkers.summary.steps.map(\.source) == [.verifier])
    }

    @Test func aFailingDrafterLeavesItToTheVerifier() async {
        var thinkers = Thinkers()
        thinkers.drafts = [nil]
        thinkers.rewards = Judge()
        for strategy in [PDRStrategy(), SelfConsistencyStrategy(), BestOfNStrategy()] as [any Strategy] {
            #expect(await thinkers.run(strategy).answer == "42")
        }
    }
}
