import Testing

@testable import Backends

struct AdaptiveLimitTests {
    @Test func nothingIsTooManyUntilSomethingIsRefused() {
        var limit = AdaptiveLimit()
        for _ in 0..<100 { limit.succeeded() }
        #expect(limit.most == nil)
    }

    @Test func anEpisodeCutsOnceHoweverManyItRefuses() {
        var limit = AdaptiveLimit()
        let first = limit.refused(admission: 7, open: 10, next: 11)
        #expect(first)
        #expect(limit.most == 8)
        for admission in 1...10 where admission != 7 {
            let again = limit.refused(admission: admission, open: 11 - admission, next: 11)
            #expect(!again)
            #expect(limit.most == 8)
        }
        let second = limit.refused(admission: 11, open: 8, next: 12)
        #expect(second, "let in after the cut: a new episode")
        #expect(limit.most == 6)
    }

    @Test func itGrowsByOneForAsManySuccessesAsMayBeOpen() {
        var limit = AdaptiveLimit()
        limit.refused(admission: 1, open: 5, next: 2)
        #expect(limit.most == 4)
        for most in 5...20 {
            var successes = 0
            while limit.most != most, successes < 100 {
                successes += 1
                limit.succeeded()
            }
            #expect(abs(successes - most) <= 1, "\(successes) successes for the place number \(most)")
        }
    }

    @Test func oneCallMayAlwaysBeOpen() {
        var limit = AdaptiveLimit()
        for admission in 1...20 { limit.refused(admission: admission, open: 1, next: admission + 1) }
        #expect(limit.most == 1)
    }
}
