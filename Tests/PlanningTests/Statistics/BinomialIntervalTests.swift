import Foundation
import Planning
import Testing

struct BinomialIntervalTests {
    /// Values from tables of the exact binomial interval.
    @Test(arguments: [
        (1, 4, 0.0063, 0.8059), (0, 10, 0, 0.3085), (10, 10, 0.6915, 1), (5, 10, 0.1871, 0.8129),
        (2, 20, 0.0123, 0.3170), (50, 100, 0.3983, 0.6017),
    ])
    func itIsTheIntervalOfClopperAndPearson(hits: Int, trials: Int, low: Double, high: Double) throws {
        let interval = try #require(BinomialInterval.clopperPearson(hits: hits, trials: trials))
        #expect(abs(interval.lowerBound - low) < 6e-5)
        #expect(abs(interval.upperBound - high) < 6e-5)
    }

    /// By the exact chances of every outcome, not by drawing.
    @Test(arguments: [1, 2, 5, 12, 40]) func itHoldsTheTrueShareAtLeastAsOftenAsItSays(trials: Int) {
        for confidence in [0.8, 0.95] {
            let intervals = (0...trials).map {
                BinomialInterval.clopperPearson(hits: $0, trials: trials, confidence: confidence)
            }
            for share in stride(from: 0.005, to: 1, by: 0.005) {
                var chance = pow(1 - share, Double(trials))
                var covered = 0.0
                for hits in 0...trials {
                    if intervals[hits]?.contains(share) == true { covered += chance }
                    chance *= Double(trials - hits) / Double(hits + 1) * share / (1 - share)
                }
                #expect(covered >= confidence - 1e-9, "\(share) of \(trials)")
            }
        }
    }

    @Test func withManyTrialsItIsNarrow() throws {
        let interval = try #require(BinomialInterval.clopperPearson(hits: 20_000, trials: 100_000))
        #expect(interval.contains(0.2))
        #expect(interval.upperBound - interval.lowerBound < 0.006)
    }

    @Test func withoutTrialsThereIsNone() {
        #expect(BinomialInterval.clopperPearson(hits: 0, trials: 0) == nil)
        #expect(BinomialInterval.clopperPearson(hits: 3, trials: 2) == nil)
        #expect(BinomialInterval.clopperPearson(hits: -1, trials: 2) == nil)
        #expect(BinomialInterval.clopperPearson(hits: 1, trials: 2, confidence: .nan) == nil)
    }
}
