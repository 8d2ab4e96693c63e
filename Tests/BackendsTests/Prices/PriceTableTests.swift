import Planning
import Testing

@testable import Backends

struct PriceTableTests {
    private let chat = ModelID(provider: "deepseek", name: "deepseek-chat")

    private func price(on date: String) -> Price? {
        PriceTable.shipped.tariff(of: chat)?.row(at: UTCInstant(date))?.price
    }

    @Test func everyShippedLineIsRead() throws {
        let lines = ShippedModels.table.split(separator: "\n").filter { !$0.hasPrefix("#") }
        let rows = ShippedModels.rows(of: ShippedModels.table).map(\.row)
        #expect(rows.count == lines.count)
        #expect(PriceTable.shipped.knownAsOf > UTCInstant(milliseconds: 0))
        for row in rows {
            #expect(row.price.input > 0 && row.price.output >= row.price.input, "\(row.model)")
            #expect(row.price.cacheRead <= row.price.input, "\(row.model)")
            let from = try #require(row.from, "\(row.model)")
            #expect(from <= PriceTable.shipped.knownAsOf, "\(row.model)")
            #expect(row.fetched == PriceTable.shipped.knownAsOf)
            #expect(!row.source.isEmpty, "\(row.model)")
        }
    }

    @Test func everyShippedRuleIsReadAndComesOutEven() {
        let lines = ShippedModels.rules.split(separator: "\n").filter { !$0.hasPrefix("#") }
        let rules = ShippedModels.rules(of: ShippedModels.rules)
        #expect(rules.values.reduce(0) { $0 + $1.count } == lines.count)
        let priced = Set(ShippedModels.rows(of: ShippedModels.table).map(\.row.model))
        #expect(Set(rules.keys).subtracting(priced) == [], "a rule is for a model that has a price")
        for row in PriceTable.shipped.rows {
            for factor in row.rules.compactMap(\.factor) {
                for part in PricePart.allCases {
                    #expect(Int128(row.price[part]) * Int128(factor) % 1_000_000 == 0, "\(row.model)")
                }
            }
        }
    }

    @Test func aPriceHoldsFromItsDayOn() {
        #expect(price(on: "2025-01-01") == nil)
        #expect(price(on: "2025-03-01")?.input == 270_000_000)
        #expect(price(on: "2025-09-28T23:59:59Z")?.output == 1_680_000_000)
        #expect(price(on: "2025-09-29")?.cacheRead == 28_000_000)
        #expect(PriceTable.shipped.tariff(of: chat)?.row(at: nil)?.price.output == 420_000_000, "the latest one")
    }

    @Test func theUsersPriceStandsAboveAllOthers() {
        var table = PriceTable.shipped
        table.set(Tariff(.free, of: chat, source: "your configuration"), for: chat)
        table.accept([PriceRow(model: chat, price: Price(input: 1, output: 1), source: "news")])
        #expect(table.tariff(of: chat)?.row(at: UTCInstant("2025-03-01"))?.price == .free)
        #expect(table.rows.filter { $0.model == chat }.map(\.source) == ["your configuration"])
        #expect(table.isOverridden(chat))
        #expect(table.published(of: chat)?.rows.map(\.source) == ["news"])
    }

    @Test func whatIsAcceptedLaterStandsAboveWhatWasThere() {
        var table = PriceTable.shipped
        let from = UTCInstant("2026-01-01")
        table.accept([PriceRow(model: chat, price: Price(input: 1, output: 2), from: from, source: "first")])
        table.accept([PriceRow(model: chat, price: Price(input: 3, output: 4), from: from, source: "second")])
        #expect(table.tariff(of: chat)?.row(at: UTCInstant("2025-12-31T23:59:59Z"))?.price.input == 280_000_000)
        #expect(table.tariff(of: chat)?.row(at: from)?.source == "second")
        #expect(table.rows.filter { $0.model == chat }.count == 4)
    }

    @Test func anUnknownPriceIsNil() {
        #expect(PriceTable.shipped.tariff(of: ModelID(provider: "openai", name: "gpt-77")) == nil)
    }

    @Test func pricesAgeAfterThirtyDaysUnlessTheyAreTheUsers() throws {
        let compared = PriceTable.shipped.knownAsOf
        var table = PriceTable.shipped
        #expect(!table.isStale(chat, at: compared.advanced(by: .seconds(86_400 * 31 - 1))))
        let later = compared.advanced(by: .seconds(86_400 * 31))
        #expect(table.isStale(chat, at: later))
        #expect(!table.isStale(ModelID(provider: "lab", name: "x"), at: later), "nobody knows its price anyway")
        var news = try #require(table.tariff(of: chat)?.row(at: later))
        news.fetched = later
        table.accept([news])
        #expect(!table.isStale(chat, at: later))
        table = .shipped
        table.set(Tariff(.free, of: chat, source: "your configuration"), for: chat)
        #expect(!table.isStale(chat, at: later))
    }

    @Test(arguments: [
        ("0.075", 75_000_000), ("2", 2_000_000_000), ("0", 0), ("0.000000001", 1), ("10.50", 10_500_000_000),
        ("9223372036.854775807", Int64.max),
    ])
    func decimalsAreReadDigitByDigit(text: String, nanodollars: Int64) {
        #expect(Price.nanodollars(decimal: text) == nanodollars)
    }

    @Test(arguments: [
        "", "-", "-1", "+1", "1,5", "1.", ".5", "1e3", "0x10", "1.0000000001", "1.2.3", " 1", "٣", "NaN",
        "9223372036.854775808", "99999999999999999999",
    ])
    func otherTextsAreNoPrice(text: String) {
        #expect(Price.nanodollars(decimal: text) == nil)
    }

    @Test func aBadLineIsLeftOutRatherThanGuessed() {
        #expect(ShippedModels.rows(of: "openai/x | cheap | - | - | 1 | - | - | - | 2025-01-01 | s").isEmpty)
        #expect(ShippedModels.rows(of: "openai/x | 1 | - | - | 1 | - | - | - | some day | s").isEmpty)
        #expect(ShippedModels.rows(of: "only | three | cells").isEmpty)
        for line in [
            "a/b | service", "a/b | service flex", "a/b | mood good | x2", "a/b | hours noon | x2",
            "a/b | service flex | y",
            "a/b | prompt_above many | input 2", "a/b | service flex | xyz",
        ] {
            #expect(ShippedModels.rules(of: line).isEmpty, "\(line)")
        }
    }

    @Test func aLineMayHaveTwoPricesForCacheWritesAndRules() throws {
        let row = try #require(
            ShippedModels.rows(
                of: "lab/m | 3 | 0.30 | 3.75/6 | 15 | - | - | - | 2025-01-01 | s",
                rules: """
                    lab/m | prompt_above 200000 | input 6, output 22.50
                    lab/m | hours mon-fri 16:30-00:30 | x0.5
                    """
            ).first?.row)
        #expect(row.price.cacheWrite == 3_750_000_000 && row.price.cacheWriteHour == 6_000_000_000)
        #expect(row.rules.map(\.promptAbove) == [200_000, nil])
        #expect(row.rules.last?.factor == 500_000 && row.rules.last?.hours?.description == "mon-fri 16:30-00:30")
    }
}
