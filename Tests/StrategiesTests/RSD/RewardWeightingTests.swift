import Foundation
import Planning
import Testing

@testable import Strategies

struct RewardWeightingTests {
    private let scores = stride(from: 0.0, through: 1, by: 0.01).map(\.self)

    private func weighting(_ weighting: RewardGateSettings.Weighting, chance: Double = 0.3) -> RewardWeighting {
        RewardWeighting(RewardGateSettings(weighting: weighting, sharpness: 20, chance: chance), seed: 7)
    }

    @Test func eachFunctionIsThePapers() {
        for score in scores {
            func weight(_ function: RewardGateSettings.Weighting) -> Double {
                weighting(function).weight(of: score, threshold: 0.7)
            }
            #expect(weight(.threshold) == (score >= 0.7 ? 1 : 0))
            #expect(weight(.constant) == 0.3)
            #expect(weight(.clip) == score)
            #expect(weight(.ratio) == score / (1 + score))
            #expect(abs(weight(.logistic) - 1 / (1 + exp(-20 * (score - 0.7)))) < 1e-12)
        }
    }

    @Test(arguments: RewardGateSettings.Weighting.allCases)
    func noneFallsAndAllStayChances(function: RewardGateSettings.Weighting) {
        for threshold in stride(from: 0.0, through: 1, by: 0.1) {
            let weights = scores.map { weighting(function).weight(of: $0, threshold: threshold) }
            #expect(weights == weights.sorted())
            #expect(weights.allSatisfy { 0...1 ~= $0 })
        }
    }

    @Test(arguments: RewardGateSettings.Weighting.allCases)
    func draftsStandAsOftenAsTheFunctionSays(function: RewardGateSettings.Weighting) {
        let weighting = weighting(function)
        for score in [0.1, 0.5, 0.69, 0.71, 0.95] {
            let kept = (1...4000).count { position in
                weighting.verdict(on: score, threshold: 0.7, position: position, prefix: 99).isKept
            }
            let expected = weighting.weight(of: score, threshold: 0.7)
            #expect(abs(Double(kept) / 4000 - expected) < 0.03, "\(function) at \(score)")
        }
    }

    @Test(arguments: RewardGateSettings.Weighting.allCases)
    func theSameQuestionHasTheSameAnswer(function: RewardGateSettings.Weighting) {
        let weighting = weighting(function)
        for position in 1...50 {
            let verdicts = (0..<3).map { _ in
                weighting.verdict(on: 0.6, threshold: 0.7, position: position, prefix: 4)
            }
            #expect(Set(verdicts).count == 1)
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func settingsThatAreNoNumbersNeverKeepWhatTheyShouldNot(value: Double) {
        for function in RewardGateSettings.Weighting.allCases {
            let weighting = RewardWeighting(
                RewardGateSettings(weighting: function, sharpness: value, chance: value), seed: 1)
            #expect(0...1 ~= weighting.weight(of: 0.5, threshold: value))
        }
    }
}
