import Planning
import Testing

@testable import Strategies

struct ThresholdControlTests {
    private func control(
        _ goal: RewardGateSettings.Goal = .fixed, lambda: Double = 0.5, threshold: Double = 0.7
    ) -> ThresholdControl {
        ThresholdControl(RewardGateSettings(threshold: threshold, goal: goal), lambda: lambda)
    }

    @Test func withoutAuditsAFixedThresholdStays() {
        var control = control()
        for isKept in [true, false, true] { control.committed(isKept: isKept, Money(nanodollars: 5)) }
        control.verifierWrote(score: 0.2)
        #expect(control.threshold == 0.7)
    }

    @Test func disagreementOfMoreThanAFifthRaisesIt() {
        var control = control()
        for _ in 1...4 { control.audited(agrees: true) }
        // One of five is a fifth, and no more.
        control.audited(agrees: false)
        #expect(control.threshold == 0.7)
        control.audited(agrees: false)
        #expect(abs(control.threshold - 0.75) < 1e-12)
        // What raised it does not raise it again.
        control.audited(agrees: true)
        #expect(abs(control.threshold - 0.75) < 1e-12)
    }

    @Test func itNeverRisesBeyondWhatAScoreCanReach() {
        var control = control()
        for _ in 1...100 { control.audited(agrees: false) }
        #expect(control.threshold == 1)
        // A threshold that keeps nothing was meant to.
        #expect(self.control(threshold: 1.5).threshold == 1.5)
    }

    @Test(arguments: [0.1, 0.3, 0.6, 0.9]) func aShareOfVerifierCallsIsReached(share: Double) {
        var control = control(.verifierShare(share))
        var random = SeededGenerator(seed: 3)
        var asked = 0
        for step in 1...3000 {
            let isKept = random.chance() >= control.threshold
            control.committed(isKept: isKept, nil)
            if step > 1000, !isKept { asked += 1 }
        }
        #expect(abs(Double(asked) / 2000 - share) < 0.03)
    }

    /// Scores that are what they say: a draft of score r is right with chance r.
    @Test(arguments: [0.8, 0.9]) func anAgreementIsReached(share: Double) {
        var control = control(.agreement(share))
        var random = SeededGenerator(seed: 4)
        var (audits, agreed) = (0, 0)
        for step in 1...20_000 {
            let score = random.chance()
            let isKept = score >= control.threshold
            control.committed(isKept: isKept, nil)
            guard isKept else { continue }
            let agrees = random.chance() < score
            control.audited(agrees: agrees)
            if step > 2000 {
                audits += 1
                agreed += agrees ? 1 : 0
            }
        }
        #expect(abs(Double(agreed) / Double(audits) - share) < 0.03)
    }

    @Test func aThresholdThatKeepsNothingComesDownAgain() {
        var control = control(.agreement(0.9), threshold: 1)
        for _ in 1...19 { control.committed(isKept: false, nil) }
        #expect(control.threshold == 1)
        control.committed(isKept: false, nil)
        #expect(abs(control.threshold - 0.95) < 1e-12)
    }

    @Test func thePriceOfTheVerifierIsTakenFromWhatItsOwnStepsAreWorth() {
        var control = control(.price(quality: 0.1))
        #expect(control.threshold == 0.7)
        control.verifierWrote(score: 0.9)
        #expect(abs(control.threshold - 0.8) < 1e-12)
        control.verifierWrote(score: 0.4)
        #expect(abs(control.threshold - 0.7) < 1e-12)
    }

    /// Where the verifier costs nothing, λ says how much of its price is left: its time.
    @Test(arguments: [(0.0, 0.9), (0.5, 0.85), (1, 0.8)]) func aVerifierThatIsFreeIsAskedMoreOften(
        lambda: Double, threshold: Double
    ) {
        var control = control(.price(quality: 0.1), lambda: lambda)
        control.verifierWrote(score: 0.9)
        control.committed(isKept: false, .zero)
        #expect(abs(control.threshold - threshold) < 1e-12)
        control.committed(isKept: false, nil)
        #expect(abs(control.threshold - 0.8) < 1e-12)
    }

    @Test func onlyAPriceNeedsScoresOfTheVerifiersSteps() {
        #expect(control(.price(quality: 0.1)).wantsVerifierScores)
        #expect(![.fixed, .verifierShare(0.3), .agreement(0.9)].contains { control($0).wantsVerifierScores })
    }
}
