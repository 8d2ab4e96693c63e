import Foundation
import Planning
import Testing

struct SpendingTests {
    @Test func aPriceIsMultipliedExactlyAndRoundedOncePerBucket() {
        // 2.5 nano-dollars a token: 3 tokens are 7.5, rounded half up.
        let price = Price(input: 2_500_000, output: 10_000_000_000, cacheRead: 0, cacheWrite: 1)
        #expect(price.cost(of: Usage(freshInput: 3)) == Money(nanodollars: 8))
        #expect(price.cost(of: Usage(freshInput: 1_000_000, output: 1)) == Money(nanodollars: 2_510_000))
        #expect(price.cost(of: Usage(cacheRead: 99, cacheWrite: 1)) == Money(nanodollars: 0))
    }

    @Test func aHugePriceStopsAtTheLargestAmount() {
        #expect(Price(input: .max, output: 0).cost(of: Usage(freshInput: .max)) == Money(nanodollars: .max))
    }

    @Test(arguments: [
        (0, "$0.00"), (10_000_000, "$0.01"), (41_200_000, "$0.0412"), (1_234_567_890, "$1.23"),
        (2_500, "$0.0000025"), (-30_000_000, "-$0.03"), (999_999_999, "$1.00"), (1, "$0.000000001"),
    ])
    func moneyIsWrittenForPeople(nanodollars: Int64, text: String) {
        #expect(Money(nanodollars: nanodollars).description == text)
    }

    @Test func moneyNeverOverflows() {
        let most = Money(nanodollars: .max)
        #expect(most + most == most)
        #expect(Money(nanodollars: .min) - most == Money(nanodollars: .min))
        #expect(Money(dollars: .nan) == nil)
        #expect(Money(dollars: 1e300) == nil)
    }

    @Test func theUsualTierHasNoName() {
        for name in [nil, "default", "Standard", "auto", "on_demand"] { #expect(Usage.tier(named: name) == nil) }
        #expect(Usage.tier(named: "Priority") == "priority")
        let batch = Usage(freshInput: 1, serviceTier: "batch")
        #expect((batch + batch).serviceTier == "batch")
        #expect((batch + Usage(freshInput: 1)).serviceTier == nil)
    }

    @Test func theSumOfUsagesIsAsUncertainAsItsWeakestPart() {
        let sum =
            Usage(freshInput: 1, cacheRead: 2, output: 3, provenance: .reported)
            + Usage(output: 4, provenance: .estimated)
        #expect(sum == Usage(freshInput: 1, cacheRead: 2, output: 7, provenance: .estimated))
        #expect(sum.input == 3)
    }
}
