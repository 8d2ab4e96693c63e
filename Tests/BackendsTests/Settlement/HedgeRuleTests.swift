import Planning
import Testing

struct HedgeRuleTests {
    private func delay(_ sample: [Duration], lambda: Double) throws -> Duration? {
        HedgeRule(lambda: try #require(Lambda(lambda))).delay(LatencySample(sample))
    }

    private let even = Array(repeating: Duration.seconds(10), count: 60)
    private let longTail = Array(repeating: Duration.seconds(1), count: 57) + Array(repeating: .seconds(60), count: 3)

    @Test func whereAllCallsTakeEquallyLongNoneIsLate() throws {
        #expect(try delay(even, lambda: 1) == nil)
        #expect(try delay(even, lambda: 0.9) == nil)
    }

    @Test func aLongTailIsWorthItWhereSpeedCounts() throws {
        #expect(try delay(longTail, lambda: 1) == .seconds(1))
        #expect(try delay(longTail, lambda: 0.7) == .seconds(1))
        #expect(try delay(longTail, lambda: 0.49) == nil, "and never where money does")
        #expect(try delay(longTail, lambda: 0) == nil)
    }

    @Test func aShortTailIsWorthItOnlyWhereMoneyHardlyCounts() throws {
        let sample = (1...100).map { Duration.milliseconds(900 + 3 * $0) }
        #expect(try delay(sample, lambda: 0.8) == nil)
        #expect(try delay(sample, lambda: 1) == nil, "a second call would take longer than the first still does")
        let wider = (1...100).map { Duration.milliseconds(30 * $0) }
        #expect(try delay(wider, lambda: 0.9) == nil)
        let late = try #require(try delay(wider, lambda: 1))
        #expect(late >= .milliseconds(2700), "no sooner than nine calls in ten are answered")
    }

    @Test func aFewCallsSayNothing() throws {
        #expect(try delay(Array(longTail.suffix(19)), lambda: 1) == nil)
        #expect(try delay([], lambda: 1) == nil)
    }

    @Test func onlyTheLastCallsAreRemembered() throws {
        var sample = LatencySample(longTail)
        for _ in 0..<128 { sample.add(.seconds(10)) }
        #expect(HedgeRule(lambda: try #require(Lambda(1))).delay(sample) == nil)
    }

    /// Whatever is seen: the delay is one of the times seen, no earlier than nine in ten of them, and the more speed
    /// counts the earlier it is.
    @Test(arguments: 1...30) func theDelayIsOrderedByLambda(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sample = (0..<Int.random(in: 20...80, using: &generator)).map { _ in
            let base = Double.random(in: 0.1...2, using: &generator)
            return Duration.seconds(Int.random(in: 0..<12, using: &generator) == 0 ? base * 30 : base)
        }
        var last: Duration?
        for lambda in [0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 1.0] {
            let delay = try delay(sample, lambda: lambda)
            if let last { #expect(delay.map { $0 <= last } == true, "seed \(seed), λ \(lambda)") }
            if let delay {
                #expect(sample.contains(delay))
                #expect(Double(sample.count { $0 <= delay }) >= 0.9 * Double(sample.count), "seed \(seed)")
            }
            last = delay ?? last
        }
    }
}
