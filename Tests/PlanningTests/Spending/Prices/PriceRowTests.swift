import Planning
import Testing

struct PriceRowTests {
    private let model = ModelID(provider: "lab", name: "m")
    private let base = Price(input: 2_000_000, output: 8_000_000)

    private func row(_ rules: [PriceRule]) -> PriceRow {
        PriceRow(model: model, price: base, rules: rules, source: "a page")
    }

    private func price(_ row: PriceRow, _ usage: Usage, at time: String? = nil) -> Price {
        row.applied(to: usage, at: time.flatMap(UTCInstant.init)).price
    }

    @Test func aLongPromptIsDearerOnlyAboveTheBoundaryAndThenWhole() {
        let row = row([PriceRule(promptAbove: 200_000, parts: [.input: 4_000_000, .output: 12_000_000])])
        #expect(price(row, Usage(freshInput: 200_000)) == base)
        #expect(price(row, Usage(freshInput: 200_001)) == Price(input: 4_000_000, output: 12_000_000))
        // Every prompt token counts, wherever it comes from, and no generated one.
        #expect(price(row, Usage(freshInput: 1, cacheRead: 100_000, cacheWrite: 100_000)).input == 4_000_000)
        #expect(price(row, Usage(freshInput: 200_000, output: 50_000)) == base)
        let cost = row.applied(to: Usage(freshInput: 200_001), at: nil).price.cost(of: Usage(freshInput: 200_001))
        #expect(cost == Money(nanodollars: 800_004), "the whole request, not what is above the boundary")
    }

    @Test func theTierIsTheOneOfTheAnswer() {
        let row = row([
            PriceRule(service: "batch", factor: 500_000), PriceRule(service: "priority", parts: [.output: 16_000_000]),
        ])
        #expect(price(row, Usage(freshInput: 1)) == base)
        #expect(price(row, Usage(freshInput: 1, serviceTier: "default")) == base)
        #expect(price(row, Usage(freshInput: 1, serviceTier: "batch")) == Price(input: 1_000_000, output: 4_000_000))
        let priority = price(row, Usage(freshInput: 1, serviceTier: "priority"))
        #expect(priority.input == 2_000_000 && priority.output == 16_000_000 && priority.reasoning == 16_000_000)
    }

    @Test func rulesApplyInTheirOrder() {
        let row = row([
            PriceRule(promptAbove: 10, parts: [.input: 4_000_000]), PriceRule(service: "batch", factor: 500_000),
        ])
        let applied = row.applied(to: Usage(freshInput: 11, serviceTier: "batch"), at: nil)
        #expect(applied.price == Price(input: 2_000_000, output: 4_000_000))
        #expect(applied.conditions == ["prompt above 10 tokens", "service batch"])
    }

    @Test func aFactorThatComesOutUnevenIsRoundedHalfUp() {
        let odd = PriceRow(
            model: model, price: Price(input: 3, output: 1), rules: [PriceRule(service: "flex", factor: 500_000)],
            source: "")
        #expect(price(odd, Usage(freshInput: 1, serviceTier: "flex")) == Price(input: 2, output: 1))
    }

    @Test func theHourDecidesWhereARuleSaysSo() throws {
        let row = row([PriceRule(hours: DailyHours("16:30-00:30"), factor: 250_000)])
        #expect(price(row, Usage(freshInput: 1), at: "2026-11-26T16:29:59Z") == base)
        #expect(price(row, Usage(freshInput: 1), at: "2026-11-26T16:30Z").input == 500_000)
        #expect(price(row, Usage(freshInput: 1), at: "2026-11-27T00:29Z").input == 500_000)
        #expect(price(row, Usage(freshInput: 1), at: "2026-11-27T00:30Z") == base)
        #expect(price(row, Usage(freshInput: 1)) == base, "without a time no hour is known")
    }

    @Test func aDearerPromptIsDearerFromACacheThatHasNoPriceOfItsOwn() {
        let plain = row([PriceRule(promptAbove: 10, parts: [.input: 4_000_000])])
        let long = price(plain, Usage(freshInput: 11))
        #expect(plain.statedRules == [PriceRule(promptAbove: 10, parts: [.input: 4_000_000])])
        #expect(long.cacheRead == 4_000_000 && long.cacheWriteHour == 4_000_000 && long.output == 8_000_000)
        let cached = PriceRow(
            model: model, price: Price(input: 2, output: 8, cacheRead: 1),
            rules: [PriceRule(promptAbove: 10, parts: [.input: 4])], source: "")
        #expect(price(cached, Usage(freshInput: 11)).cacheRead == 1)
    }
}
