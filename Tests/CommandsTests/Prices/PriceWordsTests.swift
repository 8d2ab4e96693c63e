import Planning
import Testing

@testable import Commands

struct PriceWordsTests {
    @Test(
        arguments: [
            (0, "$0.00"), (1, "$0.000000001"), (137_500_000, "$0.1375"), (2_125_000_000, "$2.125"),
            (15_000_000_000, "$15.00"),
            (1_000_000_000_000_000, "$1000000.00"),
        ] as [(Int64, String)])
    func aPriceIsWrittenToItsLastDigit(nanodollars: Int64, text: String) {
        #expect(PriceWords.dollars(nanodollars) == text)
    }

    @Test func whatBecomesDifferentIsToldPartByPart() {
        let model = ModelID(provider: "lab", name: "m")
        let old = PriceRow(model: model, price: Price(input: 2_000_000_000, output: 8_000_000_000), source: "a")
        let new = PriceRow(
            model: model, price: Price(input: 3_000_000_000, output: 8_000_000_000, cacheRead: 2_000_000_000),
            rules: [PriceRule(service: "batch", factor: 500_000)], until: UTCInstant("2027-01-01"), source: "b")
        #expect(
            PriceWords.change(from: old, to: new)
                == "input $2.00 → $3.00, service batch: × 0.5, until 2027-01-01")
        #expect(
            PriceWords.change(from: new, to: old)
                == "input $3.00 → $2.00, no longer depends on the call, until further notice")
    }

    @Test func pricesAreOldAfterThirtyDays() throws {
        let day = try #require(UTCInstant("2026-10-01"))
        #expect(PriceWords.age(of: day, at: day.advanced(by: .seconds(86_400 * 30))) == nil)
        #expect(PriceWords.age(of: day, at: day.advanced(by: .seconds(86_400 * 31)))?.contains("31 days ago") == true)
    }
}
