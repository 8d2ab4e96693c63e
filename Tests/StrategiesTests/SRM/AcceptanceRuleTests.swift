import Planning
import Testing

@testable import Strategies

struct AcceptanceRuleTests {
    let rule = AcceptanceRule(SearchSettings())

    private func verdicts(_ candidates: [(count: Int, score: Double?)]) -> [SearchVerdict] {
        rule.weigh(candidates.map { SearchCandidate(count: $0.count, score: $0.score, state: "") }).map(\.verdict)
    }

    @Test func goodStepsAreAcceptedAndBadOnesAreNot() {
        #expect(verdicts([(1, 0.9), (1, 0.8), (1, 0.1)]) == [.accepted, .accepted, .low])
    }

    @Test func whatIsFarBehindTheBestIsDropped() {
        // Shares of the scores: √(0.98/0.02) = 7 to √(0.4/0.6) = 0.82, less than a quarter.
        #expect(verdicts([(1, 0.98), (2, 0.4)]) == [.accepted, .behind])
    }

    @Test func whatIsProposedFarMoreOftenThanItsScoreBearsOutIsRejected() {
        // It has 0.29 of the scores and 0.75 of the answers: 0.29 < 0.5 · 0.75.
        #expect(verdicts([(3, 0.6), (1, 0.9)]) == [.inconsistent, .accepted])
        let lenient = AcceptanceRule(SearchSettings(consistency: 0.3))
        let candidates = [SearchCandidate(count: 3, score: 0.6, state: "a"), SearchCandidate(score: 0.9, state: "b")]
        #expect(lenient.weigh(candidates).map(\.verdict) == [.accepted, .accepted])
    }

    @Test func aClearBestStepIsTakenAlone() {
        // 0.86 of the scores at 0.75 of the answers, a consistency of 0.87.
        let rule = AcceptanceRule(SearchSettings(floor: 0))
        let candidates = [SearchCandidate(count: 3, score: 0.99, state: "a"), SearchCandidate(score: 0.72, state: "b")]
        #expect(rule.weigh(candidates).map(\.verdict) == [.accepted, .behind])
    }

    @Test func whereNothingIsAcceptedTheBestStaysUncertain() {
        #expect(verdicts([(1, 0.1), (3, 0.2), (1, 0.05)]) == [.low, .uncertain, .low])
    }

    @Test func withoutScoresTheMostFrequentStaysUncertain() {
        #expect(verdicts([(1, nil), (3, nil)]) == [.unscored, .uncertain])
    }

    @Test func whatTheWorldRefusesIsNeverKept() {
        let refused = SearchCandidate(score: 1, state: "", isRefused: true)
        #expect(rule.weigh([refused]).map(\.verdict) == [.refused])
        #expect(
            rule.weigh([refused, SearchCandidate(score: 0.1, state: "")]).map(\.verdict) == [.refused, .uncertain])
    }

    @Test func nothingComesOfNothing() {
        #expect(rule.weigh([]).isEmpty)
    }

    @Test func theOrderFollowsConsistencyTimesShare() {
        let weighed = rule.weigh([
            SearchCandidate(count: 2, score: 0.8, state: "a"), SearchCandidate(count: 1, score: 0.8, state: "b"),
        ])
        // Equal shares of 1/2; answers 2/3 and 1/3: consistencies 3/4 and 2/3.
        #expect(abs(weighed[0].priority - 0.375) < 1e-9)
        #expect(abs(weighed[1].priority - 1.0 / 3) < 1e-9)
    }

    /// Whatever the numbers, shares sum to one or nothing is scored, and something possible is always kept.
    @Test func shareAndKeepingHoldForAllScores() {
        let scores: [Double?] = [nil, 0, 0.3, 0.5, 0.9, 1]
        for first in scores {
            for second in scores {
                for count in 1...4 {
                    let weighed = rule.weigh([
                        SearchCandidate(count: count, score: first, state: "a"),
                        SearchCandidate(score: second, state: "b"),
                    ])
                    #expect(weighed.contains { $0.verdict.isKept })
                    let sum = weighed.reduce(0) { $0 + $1.share }
                    #expect(first == nil && second == nil ? sum == 0 : abs(sum - 1) < 1e-9)
                    #expect(weighed.allSatisfy { $0.priority.isFinite && $0.share.isFinite })
                }
            }
        }
    }
}
