import Planning
import PlanningTesting
import Speculation
import Strategies
import Testing

struct SCoTRunTests {
    private func scot(race: ThoughtSettings.Race = .never, drafts: Int? = 5) -> SCoTStrategy {
        SCoTStrategy(ThoughtSettings(drafting: DraftingSettings(drafts: drafts), race: race))
    }

    @Test func draftsThatAgreeAreTakenWithoutAskingTheVerifier() async {
        let thinkers = Thinkers()
        let outcome = await thinkers.run(scot())
        #expect(outcome.answer == "42")
        #expect(thinkers.latency == .seconds(1))
        #expect(thinkers.calls(.verifier) == 0)
        #expect(thinkers.selections.map(\.reason).first?.hasSuffix("drafts agree") == true)
        #expect(thinkers.summary.steps.map(\.source) == [.drafted])
    }

    @Test func theFirstFourThatAgreeAreEnough() async {
        var thinkers = Thinkers()
        thinkers.spread = .seconds(1)
        let outcome = await thinkers.run(scot())
        #expect(outcome.answer == "42")
        #expect(thinkers.latency == .seconds(4))
        #expect(thinkers.selections.first?.reason == "4 of 5 drafts agree")
    }

    @Test func theVerifierPicksTheRightOneOfDraftsThatDiffer() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["41", "42", "7", "41", "42"]
        let outcome = await thinkers.run(scot())
        #expect(outcome.answer == "42")
        // Drafts, and a choice in place of ten seconds of thinking.
        #expect(thinkers.latency == .seconds(2))
        let selected = thinkers.selections
        #expect(selected.count == 1)
        #expect(selected.first.flatMap { event in event.chosen.map { event.options[$0] } } == "42")
        #expect(selected.first?.options.count == 3)
        #expect(thinkers.summary.status == .finished)
    }

    @Test func whereNoneIsRightTheVerifierThinksItself() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["41", "43", "41", "41", "43"]
        let outcome = await thinkers.run(scot())
        #expect(outcome.answer == "42")
        #expect(thinkers.latency == .seconds(12))
        #expect(thinkers.selections.map(\.chosen) == [nil])
        #expect(thinkers.summary.steps.map(\.source) == [.verifier])
    }

    @Test func theVerifierThatThinksItselfIsToldWhatWasDraftedAsLongAsItGoesThatWay() async {
        // Both begin alike; then the drafter goes on in a way of its own.
        let clock = ManualClock()
        let log = EventLog()
        @Sendable func way(_ trajectory: Trajectory, _ author: String) -> Action {
            switch trajectory.count {
            case 0...1: Action(tool: "look", arguments: ["at": .string("\(trajectory.count)")])
            case 2: Action(tool: "go", arguments: ["for": .string(author)])
            default: Action(tool: "end", answer: author)
            }
        }
        let crew = Crew(
            drafter: ScriptedAgent("drafter", delay: .seconds(1), on: clock) { way($0.trajectory, "drafter") },
            verifier: ScriptedChooser(
                ScriptedAgent("verifier", delay: .seconds(10), checking: .seconds(1), on: clock) {
                    way($0.trajectory, "verifier")
                }, on: clock
            ) { .certain(nil, among: $0.options.count) },
            environment: PlanOnlyEnvironment(), sink: log, clock: clock)
        let outcome = await inVirtualTime(on: clock) { [strategy = scot(drafts: 1)] in
            await strategy.run(RunStart(header: .testing()), with: crew)
        }
        #expect(outcome.answer == "verifier")
        // Four steps of a draft, two that are looked at, and two that nobody had drafted.
        #expect(log.events.last?.time == .seconds(4 + 2 + 20))
    }

    @Test func aRaceCostsNoTimeWhereNoDraftIsRight() async {
        var thinkers = Thinkers()
        thinkers.drafts = ["41", "43", "41", "41", "43"]
        let outcome = await thinkers.run(scot(race: .always))
        #expect(outcome.answer == "42")
        #expect(thinkers.latency == .seconds(10))
        #expect(thinkers.summary.steps.map(\.source) == [.verifier])
    }

    @Test func aRaceIsOverWhenADraftIsChosen() async {
        let thinkers = Thinkers()
        let outcome = await thinkers.run(scot(race: .always))
        #expect(outcome.answer == "42")
        #expect(thinkers.latency == .seconds(1))
        #expect(thinkers.summary.steps.map(\.source) == [.drafted])
        let verifier = thinkers.summary.calls.filter { $0.role == .verifier }
        #expect(verifier.map(\.standing) == [.unused])
    }

    @Test(arguments: [0, 0.5, 1]) func lambdaSaysWhetherItIsARace(lambda: Double) async {
        let thinkers = Thinkers()
        _ = await thinkers.run(scot(race: .auto), lambda: lambda)
        #expect(thinkers.calls(.verifier) == (lambda == 1 ? 1 : 0))
    }

    @Test(arguments: [0, 0.5, 1]) func lambdaSaysHowManyDraftsThereAre(lambda: Double) async {
        let thinkers = Thinkers()
        _ = await thinkers.run(scot(drafts: nil), lambda: lambda)
        #expect(thinkers.calls(.drafter) == [0: 2, 0.5: 3, 1: 5][lambda])
    }

    @Test func theVerifiersOwnAnswerCountsWhenItIsThereFirst() async {
        var thinkers = Thinkers()
        thinkers.draftTime = .seconds(20)
        let outcome = await thinkers.run(scot(race: .always))
        #expect(outcome.answer == "42")
        #expect(thinkers.latency == .seconds(10))
        #expect(thinkers.selections.map(\.chosen) == [nil])
    }
}
