import Planning
import Testing

@testable import Strategies

struct DraftScoresTests {
    private let places = (0..<3).map { DraftScores.Place(prefix: UInt64($0), action: Action(text: "\($0)")) }

    @Test func aDraftIsAsGoodAsItsWorstStepOrAsAllOfThem() {
        var scores = DraftScores()
        for (place, score) in zip(places, [0.9, 0.5, 0.8]) { scores.add(score, for: place) }
        #expect(scores.score(of: places, by: .minimum) == 0.5)
        #expect(abs((scores.score(of: places, by: .product) ?? 0) - 0.36) < 1e-12)
    }

    @Test(arguments: BestOfNSettings.Combination.allCases) func aStepWithoutAScoreLeavesTheDraftWithoutOne(
        combination: BestOfNSettings.Combination
    ) {
        var scores = DraftScores()
        scores.add(0.9, for: places[0])
        #expect(scores.score(of: places, by: combination) == nil)
        #expect(scores.score(of: [], by: combination) == nil)
        #expect(scores.score(of: [places[0]], by: combination) == 0.9)
    }
}
