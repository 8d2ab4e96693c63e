import Planning
import PlanningTesting
import Speculation
import Testing

struct RunTimelineTests {
    @Test func executionsKnowWhatBecameOfThem() {
        let timeline = RunTimeline(InventedRun.typical().events)
        #expect(timeline.executions.map(\.fate) == [.committed, .discarded, .committed])
        #expect(timeline.executions.map(\.isEarly) == [true, true, false])
        #expect(timeline.executions.first?.start == .milliseconds(40))
    }

    @Test func ofSeveralAttemptsAtAStepTheOneThatWasCommittedStands() {
        var run = InventedRun()
        run.execute(1, "go")
        run.execute(1, "jump")
        run.commit(1, "go")
        #expect(RunTimeline(run.events).executions.map(\.fate) == [.committed, .discarded])
    }

    @Test func whatWasCarriedOutBeforeARunWasResumedStandsWhereItGoesOnWithIt() {
        var run = InventedRun()
        run.execute(1, "go")
        run.execute(2, "jump")
        run.append(.resumed(.init(steps: 0, resumedAt: InventedRun.startedAt)))
        run.commit(1, "go")
        run.finish(.interrupted)
        #expect(RunTimeline(run.events).executions.map(\.fate) == [.committed, .discarded])
    }

    @Test func aRoundLastsUntilNothingIsAhead() {
        let rounds = RunTimeline(InventedRun.typical().events).rounds
        #expect(rounds.count == 1)
        #expect(rounds.first?.isDrafted == true)
        #expect(rounds.first?.end == .milliseconds(250))
        #expect(rounds.first?.calls.count == 5)
    }

    @Test func stepsOfTheVerifierAloneAreRoundsOfTheirOwn() async {
        let events = await RiddenRuns.events(mistakes: [], depth: 0, .continuous)
        let rounds = RunTimeline(events).rounds
        #expect(rounds.map(\.position) == Array(1...8))
        #expect(rounds.allSatisfy { !$0.isDrafted && $0.end != nil })
    }

    @Test(arguments: SpeculationMachine.Scheduling.allCases)
    func barsOfOneRowNeverOverlap(scheduling: SpeculationMachine.Scheduling) async {
        for depth in 0...4 {
            let bars = RunTimeline(await RiddenRuns.events(mistakes: [2, 5], depth: depth, scheduling)).bars
            for (place, row) in Dictionary(grouping: bars, by: { "\($0.lane) \($0.row)" }) {
                let sorted = row.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
                #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $0.end <= $1.start }, "\(place), depth \(depth)")
            }
            #expect(bars.allSatisfy { $0.start <= $0.end })
        }
    }

    @Test func paymentsComeInTheOrderInWhichCallsEnd() {
        let payments = RunTimeline(InventedRun.typical().events).payments
        #expect(payments.map(\.cost.nanodollars) == [10_000, 10_000, 1_000_000, 1_000_000, 1_000_000])
        #expect(payments.map(\.time) == payments.map(\.time).sorted())
        #expect(payments.count(where: \.isWaste) == 2)
    }
}
