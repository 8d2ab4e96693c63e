import Planning
import PlanningTesting
import Speculation
import Strategies
import Testing

/// Whatever goes wrong on the way to a score, the verifier decides, and the record says why.
struct RSDBadDayTests {
    private func expectTheVerifier(
        _ cast: GatedCast, _ strategy: RSDStrategy = RSDStrategy(), scoredBy rewards: any RewardModel,
        because reason: String, limits: Limits = Limits(steps: 60)
    ) async {
        let outcome = await cast.run(strategy, rewards: rewards, limits: limits)
        #expect(outcome.status == .finished)
        #expect(outcome.numbers == [1, 2, 3, 4, 5, 6])
        #expect(cast.summary.steps.allSatisfy { !$0.isKept })
        #expect(cast.scores.count == 6)
        #expect(cast.scores.allSatisfy { $0.score == nil && !$0.isKept })
        #expect(cast.scores.allSatisfy { $0.reason.contains(reason) }, "\(cast.scores.map(\.reason))")
    }

    @Test(arguments: [Double.nan, -0.1, 1.1, .infinity])
    func aScoreThatIsNoChanceIsNoScore(value: Double) async {
        let cast = GatedCast(mistakes: [2])
        await expectTheVerifier(cast, scoredBy: cast.reward { _ in [value] }, because: "between 0 and 1")
    }

    @Test(arguments: [[], [0.9, 0.9]]) func anotherNumberOfScoresIsNoScore(scores: [Double]) async {
        let cast = GatedCast(mistakes: [2])
        await expectTheVerifier(cast, scoredBy: cast.reward { _ in scores }, because: "for one step")
    }

    @Test func aRewardModelThatIsDownIsNotWaitedFor() async {
        let cast = GatedCast(mistakes: [2])
        let reward = cast.reward { _ in throw BackendError(.unreachable, "nobody answers") }
        await expectTheVerifier(cast, scoredBy: reward, because: "nobody answers")
    }

    @Test func aRewardModelThatIsLateIsNotWaitedFor() async {
        let cast = GatedCast(mistakes: [2])
        await expectTheVerifier(
            cast, RSDStrategy(settings: .init(patience: 5), depth: 0), scoredBy: cast.reward(delay: .seconds(3600)),
            because: "within 5")
        #expect(cast.summary.latency == .seconds(6 * 10))
        #expect(cast.summary.callCount(of: .scorer, ended: .cancelled) == 6)
    }

    @Test func aScoreThatCannotBePaidForIsNoScore() async {
        let cast = GatedCast(mistakes: [2])
        let dear = ScriptedReward(on: cast.clock, cost: Money(nanodollars: 1_000)) { _ in [1] }
        await expectTheVerifier(
            cast, RSDStrategy(depth: 0), scoredBy: dear, because: "no score",
            limits: Limits(steps: 60, cost: Money(nanodollars: 100)))
    }

    @Test func withoutARewardModelEverythingIsTheVerifiers() async {
        let cast = GatedCast(mistakes: [2])
        let (start, crew) = (RunStart(header: .testing()), cast.crew)
        let outcome = await inVirtualTime(on: cast.clock) { await RSDStrategy().run(start, with: crew) }
        #expect(outcome.numbers == [1, 2, 3, 4, 5, 6])
        #expect(cast.scores.allSatisfy { $0.reason.contains("--reward") })
    }

    @Test func aDrafterThatNeverEndsIsNotWaitedFor() async {
        let cast = GatedCast(drafterDelay: .seconds(3600))
        let outcome = await cast.run(RSDStrategy(settings: .init(patience: 3)))
        #expect(outcome.numbers == [1, 2, 3, 4, 5, 6])
        #expect(cast.summary.latency == .seconds(6 * 7))
        #expect(cast.scores.isEmpty)
    }

    @Test func aDrafterThatRepeatsItselfDoesNotGetFar() async {
        let cast = GatedCast(draft: { _ in GatedCast.number(77) })
        let outcome = await cast.run(RSDStrategy(), rewards: cast.reward { _ in [1] })
        #expect(outcome.numbers == [77, 2, 77, 4, 77, 6])
        #expect(cast.scores.filter { !$0.isKept }.allSatisfy { $0.reason == "it repeats the step before" })
    }

    @Test func stepsWithEffectsAreTheVerifiersWhateverTheirScore() async {
        let cast = GatedCast(environment: Letterbox())
        let outcome = await cast.run(RSDStrategy(), rewards: cast.reward { _ in [1] })
        #expect(outcome.numbers == [1, 2, 3, 4, 5, 6])
        #expect(cast.summary.callCount(of: .scorer) == 0)
        #expect(cast.scores.allSatisfy { $0.reason.contains("cannot be taken back") })
    }

    @Test func whatFollowsAnErrorIsTheVerifiers() async {
        let cast = GatedCast(environment: BrokenAt(step: 3))
        _ = await cast.run(RSDStrategy())
        #expect(cast.scores.filter { !$0.isKept }.map(\.position) == [4])
        #expect(cast.scores.first { $0.position == 4 }?.reason == "it follows an error")
    }

    private struct Letterbox: Environment {
        let tools: [ToolDescription] = []
        func earlyExecution(of action: Action) -> EarlyExecution { .refused(reason: "a letter cannot be taken back") }
        func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation { .empty }
    }

    private struct BrokenAt: Environment {
        let tools: [ToolDescription] = []
        let step: Int
        func earlyExecution(of action: Action) -> EarlyExecution { .allowed }
        func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
            Observation("", isError: trajectory.count + 1 == step)
        }
    }
}
