import Planning
import PlanningTesting
import Speculation
import Strategies
import Testing

/// The loss that a run prints is true.
struct LossCoverageTests {
    /// 200 runs of 32 steps, of which a few to many are wrong in ways that the reward model does not see.
    @Test(arguments: [2, 4, 8]) func theAuditedIntervalHoldsTheTrueLossInNineteenOfTwentyRuns(auditEvery: Int) async {
        var (told, covered) = (0, 0)
        for seed in UInt64(1)...200 {
            let cast = GatedCast(steps: 32, mistakes: Self.mistakes(seed))
            let strategy = RSDStrategy(settings: .init(auditEvery: auditEvery), depth: 1)
            let outcome = await cast.run(strategy, rewards: cast.reward(delay: .zero) { _ in [0.9] }, seed: seed)
            let keeping = cast.summary.keeping
            guard let interval = keeping?.interval, let kept = keeping?.kept, kept > 0 else { continue }
            let wrong = zip(outcome.numbers, cast.summary.steps).count { $0 < 0 && $1.isKept }
            told += 1
            covered += interval.contains(Double(wrong) / Double(kept)) ? 1 : 0
        }
        #expect(told == 200)
        #expect(covered >= 190, "\(covered) of \(told)")
    }

    private static func mistakes(_ seed: UInt64) -> Set<Int> {
        var random = SeededGenerator(seed: seed &* 0x9e37_79b9_7f4a_7c15)
        let shares: [Double] = [0.02, 0.1, 0.25, 0.5, 0.8]
        let share = shares.randomElement(using: &random) ?? 0
        return Set((1...32).filter { _ in random.chance() < share })
    }
}
