import Control
import PlanningTesting
import Planning
import Testing

struct DraftAllotmentTests {
    private func worth(_ survival: Double, threshold: Double? = 0.5) -> DraftWorth {
        DraftWorth(DepthDecision(depth: 1, reason: "", acceptance: 0.5, survival: survival, threshold: threshold))
    }

    @Test func theMostPromisingDraftsComeFirstWhoeverAskedFirst() {
        var allotment = DraftAllotment(slots: 2)
        let poor = allotment.ask(worth(0.3))
        let good = allotment.ask(worth(0.9))
        let fair = allotment.ask(worth(0.6))
        #expect(allotment.grant() == [good, fair])
        allotment.leave(fair)
        #expect(allotment.grant() == [poor])
        #expect(allotment.grantedCount == 2)
        #expect(allotment.waitingCount == 0)
    }

    /// What counts is what a dollar brings: an unlikely draft of a task to which time is dear may go before a likely
    /// one of a task to which it is not.
    @Test func aLowThresholdGoesBeforeAHighChance() {
        var allotment = DraftAllotment(slots: 1)
        let likely = allotment.ask(worth(0.9, threshold: 0.8))
        let dear = allotment.ask(worth(0.4, threshold: 0.2))
        #expect(allotment.grant() == [dear])
        allotment.leave(dear)
        #expect(allotment.grant() == [likely])
    }

    @Test func whereNothingCostsAnythingTheChanceDecides() {
        #expect(worth(0.9, threshold: 0) > worth(0.8, threshold: 0))
        #expect(worth(0.1, threshold: 0) > worth(0.9, threshold: 0.1))
    }

    @Test func amongEqualsWhoCameFirstGoesFirst() {
        var allotment = DraftAllotment(slots: 1)
        let wishes = (0..<4).map { _ in allotment.ask(worth(0.5)) }
        var order: [DraftAllotment.Wish] = []
        while let turn = allotment.grant().first {
            order.append(turn)
            allotment.leave(turn)
        }
        #expect(order == wishes)
    }

    @Test func aWishIsReconsideredUntilItIsGranted() {
        var allotment = DraftAllotment(slots: 1)
        let first = allotment.ask(worth(0.5))
        #expect(allotment.grant() == [first])
        let second = allotment.ask(worth(0.2))
        let third = allotment.ask(worth(0.4))
        allotment.reconsider(second, worth(0.8))
        allotment.reconsider(first, worth(0.9))
        allotment.leave(first)
        #expect(allotment.grant() == [second])
        allotment.leave(third)
        allotment.leave(second)
        #expect(allotment.grant().isEmpty)
    }

    @Test func withoutSlotsNobodyDrafts() {
        var allotment = DraftAllotment(slots: 0)
        _ = allotment.ask(worth(1))
        #expect(allotment.grant().isEmpty)
    }

    /// However wishes come and go: never more than there is room for, and nobody better waits when somebody is let in.
    @Test(arguments: 0..<20) func whateverHappensTheBestAreIn(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var allotment = DraftAllotment(slots: 5)
        var waiting: [DraftAllotment.Wish: DraftWorth] = [:]
        var granted: Set<DraftAllotment.Wish> = []
        for _ in 0..<300 {
            if generator.chance() < 0.6 {
                let worth = worth(
                    .random(in: 0...1, using: &generator), threshold: .random(in: 0...1, using: &generator))
                waiting[allotment.ask(worth)] = worth
            } else if let wish = (granted.sorted() + waiting.keys.sorted()).randomElement(using: &generator) {
                allotment.leave(wish)
                waiting[wish] = nil
                granted.remove(wish)
            }
            for turn in allotment.grant() {
                let granting = waiting.removeValue(forKey: turn)
                let worth = try #require(granting)
                #expect(waiting.values.allSatisfy { worth >= $0 }, "seed \(seed)")
                granted.insert(turn)
            }
            #expect(granted.count <= 5)
            #expect(granted.count == 5 || waiting.isEmpty)
        }
    }
}
