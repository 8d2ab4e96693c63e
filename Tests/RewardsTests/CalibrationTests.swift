import Foundation
import Planning
import Rewards
import Testing

struct CalibrationTests {
    /// Audits of a model that is too sure of itself: what it says is 0.3 too far from one half.
    private func audits(_ count: Int, seed: UInt64) -> [ScoreAudit] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let score = Double.random(in: 0...1, using: &random)
            let chance = 0.35 + 0.3 * score
            return ScoreAudit(score: score, isRight: random.chance() < chance)
        }
    }

    private func brier(_ audits: [ScoreAudit], _ map: (Double) -> Double) -> Double {
        var quality = Quality()
        for audit in audits { quality.add(map(audit.score), audit.isRight) }
        return quality.brier
    }

    @Test(arguments: [RewardSettings.Calibration.platt, .isotonic], [1, 2, 3, 4, 5])
    func whatIsFittedNeverTurnsTwoScoresAround(method: RewardSettings.Calibration, seed: UInt64) {
        let calibration = ScoreCalibration(method, audits: audits(200, seed: seed))
        let chances = (0...1000).map { calibration(Double($0) / 1000) }
        #expect(zip(chances, chances.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(chances.allSatisfy { (0...1).contains($0) })
    }

    @Test(arguments: [RewardSettings.Calibration.platt, .isotonic], [1, 2, 3, 4, 5])
    func whatIsFittedIsNotWorseOnNewAudits(method: RewardSettings.Calibration, seed: UInt64) {
        let calibration = ScoreCalibration(method, audits: audits(200, seed: seed))
        let fresh = audits(2000, seed: seed + 100)
        #expect(brier(fresh) { calibration($0) } < brier(fresh) { $0 })
    }

    @Test(arguments: 1...20) func onItsOwnAuditsAnIsotonicFitIsNeverWorse(seed: UInt64) {
        let own = audits(40, seed: seed)
        let calibration = ScoreCalibration(.isotonic, audits: own)
        #expect(brier(own) { calibration($0) } <= brier(own) { $0 } + 1e-12)
    }

    @Test func poolingAdjacentViolatorsGivesTheKnownAnswer() throws {
        let outcomes = [(0.1, false), (0.2, true), (0.3, false), (0.4, false), (0.5, true), (0.6, true)]
        let fit = try #require(IsotonicFit(outcomes.map { ScoreAudit(score: $0.0, isRight: $0.1) }))
        let found = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1].map { fit($0) }
        let third = 1.0 / 3
        #expect(zip(found, [0, 0, third, third, third, 1, 1, 1]).allSatisfy { abs($0 - $1) < 1e-12 })
        // Half way between two blocks.
        #expect(abs(fit(0.15) - third / 2) < 1e-12)
        #expect(IsotonicFit([ScoreAudit]()) == nil)
    }

    @Test func equalScoresHaveOneChance() throws {
        let fit = try #require(
            IsotonicFit([true, false, true, true].map { ScoreAudit(score: 0.5, isRight: $0) }))
        #expect(fit(0.5) == 0.75)
    }

    @Test(arguments: RewardSettings.Calibration.allCases) func withFewAuditsScoresStayAsTheyAre(
        method: RewardSettings.Calibration
    ) {
        var calibration = ScoreCalibration(method, audits: audits(ScoreCalibration.leastAudits - 1, seed: 1))
        #expect(calibration(0.9) == 0.9)
        calibration.add(ScoreAudit(score: 0.5, isRight: true))
        #expect((calibration(0.9) == 0.9) == (method == .none))
    }

    @Test(arguments: [RewardSettings.Calibration.platt, .isotonic]) func auditsThatAllAgreeBreakNothing(
        method: RewardSettings.Calibration
    ) {
        for isRight in [true, false] {
            let same = (0..<100).map { _ in ScoreAudit(score: 1, isRight: isRight) }
            let calibration = ScoreCalibration(method, audits: same)
            #expect((0...1).contains(calibration(1)) && (0...1).contains(calibration(0)))
            #expect(isRight ? calibration(1) > 0.9 : calibration(1) < 0.2)
        }
    }

    @Test func aScoreThatIsNoneIsLeftOut() {
        var calibration = ScoreCalibration()
        for score in [Double.nan, -0.1, 1.1, .infinity] { calibration.add(ScoreAudit(score: score, isRight: true)) }
        #expect(calibration.audits.isEmpty)
    }

    @Test func onlyTheNewestAuditsAreKept() {
        let calibration = ScoreCalibration(.platt, audits: audits(1000, seed: 1))
        #expect(calibration.audits == Array(audits(1000, seed: 1).suffix(ScoreCalibration.capacity)))
    }
}
