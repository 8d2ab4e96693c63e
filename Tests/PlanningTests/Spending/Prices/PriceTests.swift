import Planning
import Testing

/// One call, one rounding.
struct PriceTests {
    @Test func theWholeCallIsRoundedOnceAndHalfUp() {
        // 0.4 nano-dollars a token in each of six buckets: rounded one by one they would be nothing.
        let price = Price(
            input: 400_000, output: 400_000, cacheRead: 400_000, cacheWrite: 400_000, cacheWriteHour: 400_000,
            reasoning: 400_000)
        let usage = Usage(
            freshInput: 1, cacheRead: 1, cacheWrite: 2, cacheWriteHour: 1, output: 2, reasoning: 1)
        #expect(price.cost(of: usage) == Money(nanodollars: 2), "6 · 0.4 = 2.4")
        let half = Price(input: 500_000, output: 0)
        #expect(half.cost(of: Usage(freshInput: 1)) == Money(nanodollars: 1))
        let less = Price(input: 499_999, output: 0)
        #expect(less.cost(of: Usage(freshInput: 1)) == .zero)
    }

    @Test func everyPartHasItsOwnPrice() {
        let million = 1_000_000
        let price = Price(
            input: 1, output: 10_000, cacheRead: 10, cacheWrite: 100, cacheWriteHour: 1000, reasoning: 100_000,
            request: 1_000_000)
        #expect(price.cost(of: Usage(freshInput: million)).nanodollars == 1_000_001)
        #expect(price.cost(of: Usage(cacheRead: million)).nanodollars == 1_000_010)
        #expect(price.cost(of: Usage(cacheWrite: million)).nanodollars == 1_000_100)
        #expect(price.cost(of: Usage(cacheWrite: million, cacheWriteHour: million)).nanodollars == 1_001_000)
        #expect(price.cost(of: Usage(output: million)).nanodollars == 1_010_000)
        #expect(price.cost(of: Usage(output: million, reasoning: million)).nanodollars == 1_100_000)
    }

    @Test func aCallThatUsedNothingIsNotChargedForTheRequestEither() {
        #expect(Price(input: 1, output: 1, request: 5).cost(of: .zero) == .zero)
    }

    @Test func whatIsNotPricedFollowsWhatItIsAKindOf() {
        let plain = Price(input: 3, output: 7)
        #expect(plain.cacheRead == 3 && plain.cacheWrite == 3 && plain.cacheWriteHour == 3 && plain.reasoning == 7)
        #expect(Price(input: 3, output: 7, cacheWrite: 4).cacheWriteHour == 4)
        #expect(plain.parts == [.input: 3, .output: 7])
        #expect(Price(plain.parts) == plain)
        #expect(Price([.input: 1]) == nil && Price([.output: 1]) == nil)
    }

    @Test func hugeFiguresStopAtTheLargestAmount() {
        let price = Price(input: .max, output: .max, request: .max)
        #expect(
            price.cost(of: Usage(freshInput: .max, output: .max)) == Money(nanodollars: .max))
    }

    /// The exact sum, by another way: whole millionths in a wider type.
    @Test(arguments: 0..<50) func theCostIsTheExactSumToHalfANanodollar(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func tokens() -> Int { Int.random(in: 0...2_000_000, using: &generator) }
        func amount() -> Int64 { Int64.random(in: 0...20_000_000_000, using: &generator) }
        let write = tokens()
        let output = tokens()
        let usage = Usage(
            freshInput: tokens(), cacheRead: tokens(), cacheWrite: write,
            cacheWriteHour: Int.random(in: 0...write, using: &generator), output: output,
            reasoning: Int.random(in: 0...output, using: &generator))
        let price = Price(
            input: amount(), output: amount(), cacheRead: amount(), cacheWrite: amount(), cacheWriteHour: amount(),
            reasoning: amount())
        let exact =
            Int128(usage.freshInput) * Int128(price.input) + Int128(usage.cacheRead) * Int128(price.cacheRead)
            + Int128(usage.cacheWrite - usage.cacheWriteHour) * Int128(price.cacheWrite)
            + Int128(usage.cacheWriteHour) * Int128(price.cacheWriteHour)
            + Int128(usage.output - usage.reasoning) * Int128(price.output)
            + Int128(usage.reasoning) * Int128(price.reasoning)
        let difference = Int128(price.cost(of: usage).nanodollars) * 1_000_000 - exact
        #expect(difference > -500_000 && difference <= 500_000, "seed \(seed)")
    }
}
