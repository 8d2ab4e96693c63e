import Backends
import Planning
import Testing

struct PriceDocumentTests {
    private func read(_ text: String) throws -> PriceDocument {
        try PriceDocument(reading: try JSONValue(parsing: text), from: "prices.json")
    }

    private func prices(_ entries: String, members: String = "") -> String {
        #"{"format": "outrider-prices/1", \#(members) "prices": [\#(entries)]}"#
    }

    private let whole = #"""
        {"model": "lab/a/b", "from": "2026-01-01", "until": "2026-07-01T16:00Z", "source": "https://lab.example/prices",
         "input": 3, "cache_read": 0.3, "cache_write": "3.75", "cache_write_1h": 6, "output": 15, "reasoning": 16,
         "request": 0.01, "when": [
            {"prompt_above": 200000, "input": 6, "output": 22.5}, {"service": "batch", "factor": 0.5},
            {"hours": "mon-fri 16:30-00:30", "factor": 0.25, "request": 0}]}
        """#

    @Test func aRowIsReadWithAllThatItsPriceDependsOn() throws {
        let document = try read(prices(whole, members: #""source": "us", "fetched": "2026-11-26","#))
        #expect(document.problems.isEmpty)
        let row = try #require(document.rows.first)
        #expect(row.model == ModelID(provider: "lab", name: "a/b"))
        #expect(row.from == UTCInstant("2026-01-01") && row.until == UTCInstant("2026-07-01T16:00Z"))
        #expect(row.source == "https://lab.example/prices" && row.fetched == UTCInstant("2026-11-26"))
        #expect(
            row.price
                == Price(
                    input: 3_000_000_000, output: 15_000_000_000, cacheRead: 300_000_000, cacheWrite: 3_750_000_000,
                    cacheWriteHour: 6_000_000_000, reasoning: 16_000_000_000, request: 10_000_000))
        #expect(
            row.rules.map(\.condition) == [
                "prompt above 200000 tokens", "service batch", "mon-fri 16:30-00:30 UTC",
            ])
        #expect(row.rules.map(\.factor) == [nil, 500_000, 250_000])
        #expect(row.rules[0].parts == [.input: 6_000_000_000, .output: 22_500_000_000])
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let document = try read(prices(whole, members: #""source": "us", "fetched": "2026-11-26","#))
        #expect(try PriceDocument(reading: document.json, from: "us") == document)
        let shipped = PriceDocument(source: "us", rows: PriceTable.shipped.rows)
        #expect(try PriceDocument(reading: try JSONValue(parsing: shipped.json.canonical), from: "x") == shipped)
    }

    @Test func anotherDocumentIsNone() {
        for text in [
            "[]", "{}", "1", #"{"format": "outrider-prices/2", "prices": []}"#, #"{"format": "outrider-prices/1"}"#,
        ] {
            #expect(throws: DataFileError.self) { try read(text) }
        }
    }

    @Test(arguments: [
        (#"{"model": "lab/x", "input": 1}"#, "prices[0] (lab/x): input and output"),
        (#"{"model": "x", "input": 1, "output": 1}"#, "prices[0].model: expected the full name"),
        (#"{"input": 1, "output": 1}"#, "prices[0].model"),
        (#"{"model": "lab/x", "input": -1, "output": 1}"#, "prices[0] (lab/x).input: expected dollars"),
        (#"{"model": "lab/x", "input": "a lot", "output": 1}"#, "prices[0] (lab/x).input: expected dollars"),
        (#"{"model": "lab/x", "input": 1000001, "output": 1}"#, "prices[0] (lab/x).input: expected dollars"),
        (#"{"model": "lab/x", "input": 1e300, "output": 1}"#, "prices[0] (lab/x).input: expected dollars"),
        (
            #"{"model": "lab/x", "input": 1, "output": 1, "ouput": 1}"#,
            "prices[0] (lab/x).ouput: this member is not known"
        ),
        (
            #"{"model": "lab/x", "input": 1, "output": 1, "currency": "CNY"}"#,
            "prices[0] (lab/x).currency: prices are in dollars, and “CNY” is not converted"
        ),
        (#"{"model": "lab/x", "input": "1 EUR", "output": 1}"#, "prices[0] (lab/x).input: expected dollars"),
        (#"{"model": "lab/x", "input": 1, "output": 1, "from": "soon"}"#, "prices[0] (lab/x).from: “soon” is no date"),
        (#"{"model": "lab/x", "input": 1, "output": 1, "from": 2026}"#, "prices[0] (lab/x).from"),
        (
            #"{"model": "lab/x", "input": 1, "output": 1, "from": "2026-01-02", "until": "2026-01-02"}"#,
            "prices[0] (lab/x).until: the price ends before it begins"
        ),
        (
            #"{"model": "lab/x", "input": 1, "output": 1, "when": [{"factor": 2}]}"#,
            "prices[0] (lab/x).when[0]: expected prompt"
        ),
        (#"{"model": "lab/x", "input": 1, "output": 1, "when": [{"service": "a"}]}"#, "when[0]: expected a factor"),
        (#"{"model": "lab/x", "input": 1, "output": 1, "when": [{"hours": "noon", "factor": 2}]}"#, "when[0].hours"),
        (#"{"model": "lab/x", "input": 1, "output": 1, "when": [{"service": "a", "factor": -1}]}"#, "when[0].factor"),
        (#"{"model": "lab/x", "input": 1, "output": 1, "when": [{"prompt_above": 1.5, "factor": 1}]}"#, "prompt_above"),
        (#"{"model": "lab/x", "input": 1, "output": 1, "when": 3}"#, "prices[0] (lab/x).when[0]: this is no object"),
        ("7", "prices[0]: this is no object"),
    ])
    func aBadRowIsToldWithItsPlace(entry: String, problem: String) throws {
        let document = try read(prices(entry + #", {"model": "lab/good", "input": 1, "output": 2}"#))
        #expect(document.rows.map(\.model.name) == ["good"])
        #expect(document.problems.count == 1)
        #expect("\(document.problems[0])".contains(problem), "\(document.problems)")
    }

    @Test func membersThatNobodyKnowsAreNotPassedOver() throws {
        let document = try read(prices("", members: #""fetched": "yesterday", "prise": 1,"#))
        #expect(document.problems.map(\.place) == ["prise", "fetched"])
        #expect(try read(prices("", members: #""currency": "EUR","#)).problems.map(\.place) == ["currency"])
        #expect(try read(prices("", members: #""currency": "USD","#)).problems.isEmpty)
    }

    @Test func hostileFilesAreBounded() throws {
        let many = Array(repeating: "7", count: PriceDocument.entryLimit + 1).joined(separator: ",")
        #expect(throws: DataFileError.self) { try read(prices(many)) }
        let rules = Array(repeating: #"{"service": "a", "factor": 1}"#, count: 65).joined(separator: ",")
        let long = String(repeating: "x", count: 300)
        let document = try read(
            prices(
                #"{"model": "lab/x", "input": 1, "output": 1, "when": [\#(rules)]}, {"model": "lab/\#(long)", "input": 1}"#
            ))
        #expect(document.rows.isEmpty && document.problems.count == 2)
        #expect(document.problems.allSatisfy { "\($0)".utf8.count < 300 })
    }

    @Test func rowsWithoutADateHoldFromTodayUnlessTheyAreKnown() throws {
        let now = try #require(UTCInstant("2026-11-26T15:00Z"))
        let model = ModelID(provider: "deepseek", name: "deepseek-chat")
        let known = try #require(PriceTable.shipped.tariff(of: model)?.row(at: now))
        let document = PriceDocument(
            source: "news",
            rows: [
                PriceRow(model: model, price: known.price, rules: known.rules, source: "news"),
                PriceRow(model: ModelID(provider: "openai", name: "gpt-4.1"), price: .free, source: "news"),
                PriceRow(model: ModelID(provider: "lab", name: "new"), price: .free, source: "news"),
            ]
        ).dated(against: .shipped, at: now)
        #expect(document.rows.map { $0.from?.day } == ["2025-09-29", "2026-11-26", "2026-11-26"])
        #expect(document.rows.allSatisfy { $0.fetched == now })

        let difference = PriceDifference(of: document, to: .shipped)
        #expect(difference.unchanged.map(\.model.name) == ["deepseek-chat"])
        #expect(difference.changed.map(\.new.model.name) == ["gpt-4.1"])
        #expect(difference.changed.first?.old.price.input == 2_000_000_000)
        #expect(difference.added.map(\.model.name) == ["new"])
        var table = PriceTable.shipped
        table.accept(document.rows)
        #expect(PriceDifference(of: document, to: table).isEmpty)
        #expect(table.tariff(of: ModelID(provider: "openai", name: "gpt-4.1"))?.rows.count == 2)
    }
}
