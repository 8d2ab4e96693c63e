import Planning
import PlanningTesting
import Speculation
import Strategies
import Testing

struct SCoTBadDayTests {
    private func scot(race: ThoughtSettings.Race = .never, drafts: Int = 5, patience: Double = 60) -> SCoTStrategy {
        SCoTStrategy(ThoughtSettings(drafting: DraftingSettings(drafts: drafts), race: race, patience: patience))
    }

    @Test func aSingleDraftIsJudgedAndNotTakenForAgreement() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["41"]
        #expect(await thinkers.run(scot(drafts: 1)).answer == "42")
        #expect(thinkers.latency == .seconds(12))
    }

    @Test(arguments: ThoughtSettings.Race.allCases) func whenAllDraftsFailTheVerifierAnswers(
        race: ThoughtSettings.Race
    ) async {
        var thinkers = Thinkers()
        thinkers.drafts = [nil]
        let outcome = await thinkers.run(scot(race: race))
        #expect(outcome.answer == "42")
        #expect(thinkers.latency <= .seconds(11))
        #expect(thinkers.selections.first?.reason.contains("the drafter is down") == true)
    }

    @Test(arguments: ThoughtSettings.Race.allCases) func whenNobodyAnswersTheRunFailsAndSaysWhy(
        race: ThoughtSettings.Race
    ) async {
        var thinkers = Thinkers()
        thinkers.drafts = [nil]
        thinkers.answer = nil
        let outcome = await thinkers.run(scot(race: race))
        #expect(outcome.status == .failed)
        #expect("\(outcome.error.map { "\($0)" } ?? "")".contains("the verifier is down"))
    }

    @Test func aDraftStandsAlthoughTheRacingVerifierFails() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["42", "41", "42", "41", "43"]
        thinkers.thinking = .milliseconds(500)
        thinkers.answer = nil
        #expect(await thinkers.run(scot(race: .always)).answer == "42")
    }

    @Test func draftsThatNeverComeAreNotWaitedFor() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["42", "42", "41"]
        thinkers.spread = .seconds(1000)
        // The first is there after a second, and half of three after a thousand; the third is given up.
        let outcome = await thinkers.run(scot(drafts: 3))
        #expect(outcome.answer == "42")
        #expect(thinkers.latency < .seconds(1600))
    }

    @Test func aDraftThatGoesRoundInACircleOrNeverEndsIsGivenUp() async {
        let thinkers = Thinkers()
        var crew = thinkers.crew()
        crew.drafter = ScriptedAgent("drafter", delay: .seconds(1), on: thinkers.clock) { request in
            // The first repeats itself, all others count without an end.
            Action(text: request.sampling == nil ? "again" : "step \(request.trajectory.count)")
        }
        let outcome = await inVirtualTime(on: thinkers.clock) { [crew] in
            await scot().run(RunStart(header: .testing(limits: Limits(steps: 6))), with: crew)
        }
        #expect(outcome.answer == "42")
        let reason = thinkers.selections.first?.reason ?? ""
        #expect(reason.contains("circle") && reason.contains("as long as a run may be"))
    }

    @Test func draftsThatTheWorldSaysFallShortAgreeOnNothing() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["41"]
        thinkers.environment = RefusingEnvironment(answer: "41")
        #expect(await thinkers.run(scot()).answer == "42")
        #expect(thinkers.selections.first?.reason.contains("ended short of the goal") == true)
        // Of the verifier it is taken all the same.
        thinkers = Thinkers()
        thinkers.drafts = [nil]
        thinkers.environment = RefusingEnvironment(answer: "42")
        #expect(await thinkers.run(scot()).answer == "42")
    }

    @Test(arguments: ThoughtSettings.Race.allCases) func aChoiceThatFailsLeavesItToTheVerifier(
        race: ThoughtSettings.Race
    ) async {
        var thinkers = Thinkers()
        thinkers.drafts = ["42", "41"]
        thinkers.ballot = { _ in throw BackendError(.serverFault, "no choice today") }
        #expect(await thinkers.run(scot(race: race)).answer == "42")
        #expect(thinkers.selections.first?.reason.contains("no choice today") == true)
    }

    @Test func aChoiceThatTakesTooLongLeavesItToTheVerifier() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["42", "41"]
        thinkers.choosing = .seconds(1000)
        #expect(await thinkers.run(scot(patience: 5)).answer == "42")
        #expect(thinkers.latency == .seconds(16))
        #expect(thinkers.selections.first?.reason == "the verifier did not choose within 5 s")
    }

    @Test func anOptionThatDoesNotExistIsNone() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["42", "41"]
        thinkers.ballot = { request in
            Ballot(shares: request.options.map { _ in 0 }, soundness: request.options.map { _ in 1 }, votes: [9])
        }
        #expect(await thinkers.run(scot()).answer == "42")
        #expect(thinkers.summary.steps.map(\.source) == [.verifier])
        #expect(thinkers.selections.first?.reason.contains("does not exist") == true)
    }

    @Test func aVerifierThatCannotChooseThinksItself() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["42", "41"]
        var crew = thinkers.crew()
        crew.verifier = ScriptedAgent("plain", on: thinkers.clock) { _ in Action(text: "own", answer: "42") }
        let outcome = await inVirtualTime(on: thinkers.clock) { [crew] in
            await scot().run(RunStart(header: .testing()), with: crew)
        }
        #expect(outcome.answer == "42")
        #expect(thinkers.selections.first?.reason == "plain cannot choose among drafts")
    }

    @Test func whenTheMoneyIsGoneTheBestDraftSoFarIsTheAnswer() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["42", "41", "41", "42", "42"]
        thinkers.ballot = { _ in throw BackendError(.serverFault, "no choice today") }
        // Five drafts and a choice, and not enough for the verifier.
        let outcome = await thinkers.run(scot(), limits: Limits(steps: 9, cost: Money(nanodollars: 100)))
        #expect(outcome.answer == "42")
        #expect(thinkers.summary.spend.known == Money(nanodollars: 55))
    }

    @Test func aDraftThatTheVerifierRejectedIsNoAnswerWhenTheMoneyIsGone() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["42", "41", "41", "42", "42"]
        thinkers.ballot = { .certain(nil, among: $0.options.count) }
        let outcome = await thinkers.run(scot(), limits: Limits(steps: 9, cost: Money(nanodollars: 100)))
        #expect(outcome.status == .limit)
        #expect(outcome.answer == nil)
    }

    @Test func withoutMoneyForAnyDraftTheLimitIsReached() async {
        let thinkers = Thinkers()
        let outcome = await thinkers.run(scot(), limits: Limits(steps: 9, cost: Money(nanodollars: 5)))
        #expect(outcome.status == .limit)
        #expect((outcome.error as? LimitReached)?.kind == .cost)
    }

    @Test func whenTheTimeIsUpTheBestDraftSoFarIsTheAnswer() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["42", "41", "41", "42", "42"]
        thinkers.spread = .seconds(1)
        let outcome = await thinkers.run(scot(), limits: Limits(steps: 9, time: .milliseconds(1500)))
        #expect(outcome.answer == "42")
    }
}

/// Says of one answer that it is wrong.
private struct RefusingEnvironment: Environment {
    let answer: String
    let tools: [ToolDescription] = []

    func earlyExecution(of action: Action) -> EarlyExecution { .allowed }

    func execute(_ action: Action, after trajectory: Trajectory) -> Observation {
        Observation(action.answer ?? "", isError: action.answer == answer)
    }
}
