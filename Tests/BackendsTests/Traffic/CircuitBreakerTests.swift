import Testing

@testable import Backends

struct CircuitBreakerTests {
    private func opened(at now: Duration = .zero) -> CircuitBreaker {
        var breaker = CircuitBreaker()
        for call in 1...CircuitBreaker.failures { breaker.failed(call, at: now) }
        return breaker
    }

    @Test func itOpensAfterSomeFailuresInARow() {
        var breaker = CircuitBreaker()
        for call in 1..<CircuitBreaker.failures {
            breaker.failed(call, at: .zero)
            #expect(breaker.state(at: .zero) == .closed)
        }
        breaker.answered()
        for call in 1..<CircuitBreaker.failures { breaker.failed(call, at: .zero) }
        #expect(breaker.state(at: .zero) == .closed, "not in a row")
        breaker.failed(9, at: .zero)
        #expect(breaker.state(at: .zero) == .open(until: CircuitBreaker.firstPause))
        #expect(!breaker.admits(at: .zero))
    }

    @Test func halfOpenItLetsOneCallTry() {
        var breaker = opened()
        let now = CircuitBreaker.firstPause
        #expect(breaker.state(at: now) == .halfOpen)
        #expect(breaker.admits(at: now))
        breaker.began(10, at: now)
        #expect(!breaker.admits(at: now))
        breaker.answered()
        #expect(breaker.state(at: now) == .closed)
        #expect(breaker.admits(at: now))
    }

    @Test func aTrialThatFailsKeepsItOpenForTwiceAsLongUpToALimit() {
        var breaker = opened()
        var pause = CircuitBreaker.firstPause
        var now = Duration.zero
        for trial in 10..<20 {
            now += pause
            breaker.began(trial, at: now)
            breaker.failed(trial, at: now)
            pause = min(pause * 2, CircuitBreaker.longestPause)
            #expect(breaker.state(at: now) == .open(until: now + pause))
        }
        #expect(pause == CircuitBreaker.longestPause)
    }

    @Test func aTrialThatIsCancelledLetsAnotherTry() {
        var breaker = opened()
        let now = CircuitBreaker.firstPause
        breaker.began(10, at: now)
        breaker.ended(10)
        #expect(breaker.admits(at: now))
        #expect(breaker.state(at: now) == .halfOpen)
    }

    @Test func callsFromBeforeSayNothingWhileItIsOpen() {
        var breaker = opened()
        breaker.failed(3, at: .seconds(1))
        #expect(breaker.state(at: .seconds(1)) == .open(until: CircuitBreaker.firstPause))
        breaker.began(10, at: .seconds(6))
        breaker.failed(4, at: .seconds(6))
        #expect(breaker.state(at: .seconds(6)) == .halfOpen, "not the one that tries")
    }

    /// Every course of eight happenings: whatever comes, at most one call tries at a time, and time always opens a way.
    @Test func everyCourseIsSound() {
        func go(_ breaker: CircuitBreaker, running: [Int], next: Int, now: Duration, depth: Int) {
            let later = now + CircuitBreaker.longestPause
            if running.isEmpty { #expect(breaker.admits(at: later)) }
            guard depth < 8 else { return }
            if breaker.admits(at: now) {
                var after = breaker
                after.began(next, at: now)
                if after.state(at: now) == .halfOpen { #expect(!after.admits(at: now)) }
                go(after, running: running + [next], next: next + 1, now: now, depth: depth + 1)
            }
            for call in running.suffix(2) {
                for outcome in 0..<3 {
                    var after = breaker
                    if outcome == 0 { after.answered() }
                    if outcome == 1 { after.failed(call, at: now) }
                    after.ended(call)
                    go(after, running: running.filter { $0 != call }, next: next, now: now, depth: depth + 1)
                }
            }
            if breaker.until.map({ now < $0 }) == true {
                go(breaker, running: running, next: next, now: breaker.until ?? now, depth: depth + 2)
            }
        }
        go(CircuitBreaker(), running: [], next: 1, now: .zero, depth: 0)
        go(opened(), running: [], next: 10, now: .zero, depth: 0)
    }
}
