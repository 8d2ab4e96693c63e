import Planning
import Testing

@testable import Backends

struct MinuteWindowTests {
    @Test func noMinuteHasMoreThanTheLimit() {
        var window = MinuteWindow(limit: 3)
        for ticket in 1...3 {
            #expect(window.admits(1, leaving: nil, at: .zero))
            window.take(1, by: ticket, isDraft: false, at: .seconds(ticket))
        }
        #expect(!window.admits(1, leaving: nil, at: .zero))
        #expect(window.nextChange(asDraft: false, at: .seconds(61)) == .seconds(61))
        window.advance(to: .seconds(60.9))
        #expect(!window.admits(1, leaving: nil, at: .zero))
        window.advance(to: .seconds(61))
        #expect(window.admits(1, leaving: nil, at: .zero))
        #expect(window.taken == 2)
    }

    @Test func whatWasReallyUsedCounts() {
        var window = MinuteWindow(limit: 1000)
        window.take(900, by: 1, isDraft: false, at: .zero)
        #expect(!window.admits(200, leaving: nil, at: .zero))
        window.correct(1, to: 300, at: .zero)
        #expect(window.admits(200, leaving: nil, at: .zero))
        window.correct(9, to: 1000, at: .zero)
        #expect(window.taken == 300, "nobody of that name")
    }

    @Test func manyTakeAsManyMinutesAsTheyNeed() {
        var window = MinuteWindow(limit: 3)
        #expect(window.time(toTake: 3, at: .zero) == .zero)
        #expect(window.time(toTake: 4, at: .zero) == .seconds(60))
        for ticket in 1...2 { window.take(1, by: ticket, isDraft: false, at: .seconds(ticket)) }
        #expect(window.time(toTake: 1, at: .seconds(2)) == .seconds(2))
        #expect(window.time(toTake: 2, at: .seconds(2)) == .seconds(61))
        #expect(window.time(toTake: 3, at: .seconds(2)) == .seconds(62))
        #expect(window.time(toTake: 4, at: .seconds(2)) == .seconds(62))
        #expect(window.time(toTake: 7, at: .seconds(2)) == .seconds(122))
    }

    @Test func aCallThatIsLargerThanTheLimitGoesAlone() {
        var window = MinuteWindow(limit: 100)
        #expect(window.admits(5000, leaving: nil, at: .zero))
        window.take(1, by: 1, isDraft: false, at: .zero)
        #expect(!window.admits(5000, leaving: nil, at: .zero))
    }

    @Test func aDraftLeavesWhatTheVerifierMayStillWant() {
        var window = MinuteWindow(limit: 10)
        for ticket in 1...4 { window.take(1, by: ticket, isDraft: false, at: .zero) }
        window.advance(to: .seconds(60))
        // The verifier took four in a minute, and may want four again.
        var drafts = 0
        while window.admits(1, leaving: 1, at: .seconds(60)) {
            drafts += 1
            window.take(1, by: 10 + drafts, isDraft: true, at: .seconds(60))
        }
        #expect(drafts == 6)
        for ticket in 20..<24 {
            #expect(window.admits(1, leaving: nil, at: .zero))
            window.take(1, by: ticket, isDraft: false, at: .seconds(61))
            #expect(!window.admits(1, leaving: 1, at: .seconds(61)))
        }
    }

    @Test func whatVerifiersTookLongAgoIsTheDraftsAgain() throws {
        var window = MinuteWindow(limit: 4)
        for ticket in 1...4 { window.take(1, by: ticket, isDraft: false, at: .zero) }
        window.advance(to: .seconds(60))
        #expect(!window.admits(1, leaving: 1, at: .seconds(60)))
        let when = try #require(window.nextChange(asDraft: true, at: .seconds(60)))
        window.advance(to: when)
        #expect(window.admits(1, leaving: 1, at: when))
    }

    @Test func whereOneCallIsAllThereIsNoDraftIsMade() {
        let window = MinuteWindow(limit: 1)
        #expect(window.admits(1, leaving: nil, at: .zero))
        #expect(!window.admits(1, leaving: 1, at: .zero))
        #expect(window.admits(1, leaving: 0, at: .zero), "no verifier is among the callers")
    }

    /// A verifier that calls at its own pace, and drafts that take all they are given: it never finds the window full.
    @Test(arguments: [(15, 6), (20, 4), (60, 2), (7, 10)])
    func draftsThatTakeAllTheyGetNeverKeepAVerifierWaiting(limit: Int, pace: Int) {
        var window = MinuteWindow(limit: limit)
        var drafts = 0
        for second in 0..<600 {
            let now = Duration.seconds(second)
            window.advance(to: now)
            if second % pace == 0 {
                #expect(window.admits(1, leaving: nil, at: now), "second \(second)")
                window.take(1, by: second, isDraft: false, at: now)
            }
            while window.admits(1, leaving: 1, at: now) {
                drafts += 1
                window.take(1, by: 1000 + drafts, isDraft: true, at: now)
            }
        }
        #expect(drafts >= 9 * (limit - 60 / pace - 2), "and what is left is theirs")
    }

    /// Random arrivals: no sixty seconds ever hold more than the limit.
    @Test(arguments: 1...5) func noMinuteEverHoldsMore(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var window = MinuteWindow(limit: 50)
        var taken: [(time: Duration, amount: Int)] = []
        var now = Duration.zero
        for ticket in 0..<2000 {
            now += .milliseconds(Int.random(in: 0...3000, using: &generator))
            window.advance(to: now)
            let amount = Int.random(in: 1...12, using: &generator)
            let isDraft = Bool.random(using: &generator)
            guard window.admits(amount, leaving: isDraft ? 12 : nil, at: now) else { continue }
            window.take(amount, by: ticket, isDraft: isDraft, at: now)
            taken.append((now, amount))
            let recent = taken.reversed().prefix { now - $0.time < .seconds(60) }
            #expect(recent.reduce(0) { $0 + $1.amount } <= 50, "seed \(seed)")
        }
        #expect(taken.count > 200)
    }
}
