import Planning
import Testing

struct TariffTests {
    private let model = ModelID(provider: "lab", name: "m")

    private func row(_ input: Int64, from: String? = nil, until: String? = nil, rules: [PriceRule] = []) -> PriceRow {
        PriceRow(
            model: model, price: Price(input: input, output: input), rules: rules, from: from.flatMap(UTCInstant.init),
            until: until.flatMap(UTCInstant.init), source: "\(input)")
    }

    private func input(_ tariff: Tariff, at time: String) -> Int64? {
        tariff.row(at: UTCInstant(time))?.price.input
    }

    @Test func aPriceHoldsFromItsFirstMomentToTheFirstOfTheNext() {
        let tariff = Tariff([row(2, from: "2026-03-01T12:00Z"), row(1, from: "2026-01-01")])
        #expect(input(tariff, at: "2025-12-31T23:59:59Z") == nil)
        #expect(input(tariff, at: "2026-01-01") == 1)
        #expect(input(tariff, at: "2026-03-01T11:59:59Z") == 1)
        #expect(input(tariff, at: "2026-03-01T12:00Z") == 2)
        #expect(tariff.row(at: nil)?.price.input == 2)
    }

    @Test func afterItsEndAPriceIsUnknownOrTheOneBefore() {
        let ended = Tariff([row(1, from: "2026-01-01", until: "2026-02-01")])
        #expect(input(ended, at: "2026-01-31T23:59:59Z") == 1)
        #expect(input(ended, at: "2026-02-01") == nil)
        let promotion = Tariff([row(9), row(1, from: "2026-01-01", until: "2026-02-01")])
        #expect(input(promotion, at: "2026-01-15") == 1)
        #expect(input(promotion, at: "2026-02-01") == 9)
    }

    @Test func newsHoldFromTheirFirstMomentOnAndTheTimeBeforeStaysAsItWas() {
        let old = Tariff([row(1, from: "2026-01-01"), row(2, from: "2026-03-01"), row(3, from: "2026-06-01")])
        let new = old.updated(by: [row(20, from: "2026-03-01"), row(30, from: "2026-05-01")])
        #expect(new.rows.map(\.price.input) == [1, 20, 30])
        #expect(input(new, at: "2026-07-01") == 30)
        #expect(old.updated(by: []) == old)
        #expect(old.updated(by: [row(5)]).rows.map(\.price.input) == [5], "what has always been so replaces all")
    }

    @Test func ofTwoThatBeginAtOnceTheLaterOneCounts() {
        #expect(input(Tariff([row(1, from: "2026-01-01"), row(2, from: "2026-01-01")]), at: "2026-01-02") == 2)
    }

    @Test func aPriceThatCameLaterIsTheNearestOfACallBeforeIt() throws {
        let tariff = Tariff([row(2, from: "2026-03-01"), row(3, from: "2026-06-01")])
        let early = try #require(UTCInstant("2025-01-01"))
        #expect(tariff.row(nearest: early)?.price.input == 2)
        #expect(tariff.row(nearest: try #require(UTCInstant("2026-07-01")))?.price.input == 3)
    }

    @Test func theDearestPriceCountsEveryTierThatTheCallMayFallInto() throws {
        let rules = [
            PriceRule(promptAbove: 100, parts: [.input: 40]), PriceRule(service: "priority", factor: 2_000_000),
            PriceRule(service: "batch", factor: 500_000),
            PriceRule(hours: DailyHours("01:00-02:00"), parts: [.output: 70]),
        ]
        let tariff = Tariff([row(10, rules: rules)])
        let noon = UTCInstant("2026-11-26T12:00Z")
        let short = try #require(tariff.dearest(promptTokens: 100, at: noon))
        #expect(short.input == 20, "priority doubles, and a short prompt is no long one")
        #expect(short.output == 70, "the hour may come before the call is over")
        #expect(try #require(tariff.dearest(promptTokens: 101, at: noon)).input == 80)
    }

    @Test func theDearestPriceLooksADayAhead() throws {
        let tariff = Tariff([row(1, from: "2026-01-01"), row(5, from: "2026-11-27"), row(50, from: "2026-12-31")])
        #expect(tariff.dearest(promptTokens: 1, at: UTCInstant("2026-11-26T12:00Z"))?.input == 5)
        #expect(tariff.dearest(promptTokens: 1, at: UTCInstant("2026-11-25T12:00Z"))?.input == 1)
        #expect(tariff.dearest(promptTokens: 1, at: UTCInstant("2025-11-25")) == nil)
    }

    /// Whatever rules there are and whichever of them hold: no call exceeds the dearest price.
    @Test(arguments: 0..<200) func noCallExceedsTheDearestPrice(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func amount() -> Int64 { Int64.random(in: 0...1000, using: &generator) }
        let services = ["batch", "priority", nil]
        let rules = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            var parts: [PricePart: Int64] = [:]
            for part in PricePart.allCases where Bool.random(using: &generator) { parts[part] = amount() }
            return PriceRule(
                promptAbove: Bool.random(using: &generator) ? Int.random(in: 0...100, using: &generator) : nil,
                service: services.randomElement(using: &generator) ?? nil,
                hours: Bool.random(using: &generator) ? DailyHours("06:00-18:00") : nil, parts: parts,
                factor: Bool.random(using: &generator) ? Int64.random(in: 0...3_000_000, using: &generator) : nil)
        }
        let row = PriceRow(
            model: model,
            price: Price(
                input: amount(), output: amount(), cacheRead: amount(), cacheWrite: amount(), request: amount()),
            rules: rules, source: "")
        let most = Int.random(in: 0...120, using: &generator)
        let dearest = try #require(Tariff([row]).dearest(promptTokens: most, at: UTCInstant("2026-11-26")))
        for service in services {
            for hour in ["05:59:59", "06:00:00", "18:00:00"] {
                for prompt in 0...most {
                    let usage = Usage(freshInput: prompt, output: 1, serviceTier: service)
                    let applied = row.applied(to: usage, at: UTCInstant("2026-11-26T\(hour)Z")).price
                    for part in PricePart.allCases {
                        #expect(applied[part] <= dearest[part], "seed \(seed)")
                    }
                }
            }
        }
    }
}
