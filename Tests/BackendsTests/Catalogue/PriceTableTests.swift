import Planning
import Testing

@testable import Backends

struct PriceTableTests {
    private let chat = ModelID(provider: "deepseek", name: "deepseek-chat")

    @Test func everyShippedLineIsRead() throws {
        let lines = ShippedModels.table.split(separator: "\n").filter { !$0.hasPrefix("#") }
        let rows = ShippedModels.rows(of: ShippedModels.table).map(\.row)
        #expect(rows.count == lines.count)
        for row in rows {
            #expect(row.price.input > 0 && row.price.output >= row.price.input, "\(row.model)")
            #expect(row.price.cacheRead <= row.price.input, "\(row.model)")
            #expect(row.effectiveFrom.wholeMatch(of: /20\d\d-[01]\d-[0-3]\d/) != nil, "\(row.model)")
            #expect(row.effectiveFrom <= PriceTable.shipped.knownAsOf, "\(row.model)")
            #expect(!row.source.isEmpty, "\(row.model)")
        }
    }

    @Test func aPriceHoldsFromItsDayOn() {
        #expect(PriceTable.shipped.row(for: chat, on: "2025-01-01") == nil)
        #expect(PriceTable.shipped.row(for: chat, on: "2025-03-01")?.price.input == 270_000_000)
        #expect(PriceTable.shipped.row(for: chat, on: "2025-09-28")?.price.output == 1_680_000_000)
        #expect(PriceTable.shipped.row(for: chat, on: "2025-09-29")?.price.cacheRead == 28_000_000)
        #expect(PriceTable.shipped.price(of: chat)?.output == 420_000_000, "the latest one")
    }

    @Test func theUsersPriceStandsAboveAllOthers() {
        var table = PriceTable.shipped
        table.set(.free, for: chat)
        #expect(table.price(of: chat) == .free)
        #expect(table.row(for: chat, on: "2025-03-01")?.source == "your configuration")
        #expect(table.rows.filter { $0.model == chat }.count == 1)
    }

    @Test func anUnknownPriceIsNil() {
        #expect(PriceTable.shipped.price(of: ModelID(provider: "openai", name: "gpt-77")) == nil)
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
        #expect(ShippedModels.rows(of: "only | three | cells").isEmpty)
    }
}
