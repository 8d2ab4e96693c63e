import Testing

@testable import Strategies

struct ThoughtEconomyTests {
    let usual = ThoughtEconomy(draftIsRight: 0.6, draftCost: 0.1)

    @Test func withoutADraftNoneIsRight() {
        #expect(usual.missChance(0) == 1)
        #expect(abs(usual.missChance(1) - 0.4) < 1e-12)
        #expect(abs(usual.missChance(2) - 0.28) < 1e-12)
    }

    @Test(arguments: [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]) func moreDraftsMissLessAndHelpLessAndLess(right: Double) {
        let economy = ThoughtEconomy(draftIsRight: right, draftCost: 0.1)
        let chances = (0...20).map(economy.missChance)
        let gains = zip(chances, chances.dropFirst()).map { $0 - $1 }
        #expect(gains.allSatisfy { $0 >= -1e-12 })
        #expect(zip(gains, gains.dropFirst()).allSatisfy { $0 >= $1 - 1e-12 })
        #expect(chances.allSatisfy { (0...1).contains($0) })
    }

    @Test(arguments: [0, 0.3, 0.6, 0.9, 1], [0, 0.05, 0.1, 1])
    func theNumberOfDraftsIsWhereOneMoreStopsPaying(right: Double, cost: Double) {
        let economy = ThoughtEconomy(draftIsRight: right, draftCost: cost)
        for lambda in stride(from: 0.0, through: 1, by: 0.05) {
            let count = economy.drafts(lambda)
            func pays(_ count: Int) -> Bool {
                let gain = economy.missChance(count) - economy.missChance(count + 1)
                return gain > 0 && gain >= (1 - lambda) * cost
            }
            #expect((1...5).contains(count))
            #expect((1..<count).allSatisfy(pays))
            #expect(count == 5 || !pays(count))
        }
    }

    @Test(arguments: [0, 0.25, 0.5, 0.75, 1]) func draftsThatWaitForOthersHaveToPayForThatToo(lambda: Double) {
        var economy = usual
        economy.draftsAtOnce = 2
        // The third would begin when the first is over.
        #expect(economy.drafts(lambda) == 2)
        economy.draftsAtOnce = 1
        #expect(economy.drafts(lambda) == 2)
        economy.draftsAtOnce = 100
        #expect(economy.drafts(lambda) == usual.drafts(lambda))
        economy.draftsAtOnce = 0
        #expect(economy.drafts(lambda) == 2)
    }

    @Test func whoWantsSpeedGetsMoreDraftsAndARace() {
        let counts = stride(from: 0.0, through: 1, by: 0.1).map(usual.drafts)
        #expect(counts == counts.sorted())
        #expect(counts.first == 2)
        let races = stride(from: 0.0, through: 1, by: 0.1).map { usual.races($0, drafts: 5) }
        #expect(races.first == false)
        #expect(races.last == true)
        // Once it is worth it, it stays so.
        #expect(races.drop { !$0 }.allSatisfy { $0 })
    }

    @Test func draftsThatAreNeverRightAreRacedAndThoseThatAlwaysAreAreNot() {
        #expect(ThoughtEconomy(draftIsRight: 0, draftCost: 0.1).races(0.1, drafts: 5))
        #expect(!ThoughtEconomy(draftIsRight: 1, draftCost: 0.1).races(0.9, drafts: 5))
    }
}
