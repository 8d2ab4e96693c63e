import Planning
import Testing

@testable import Backends

struct EndpointChoiceTests {
    private static func model(_ name: String, price: Int64?) -> Model {
        Model(id: ModelID(provider: name, name: "m"), price: price.map { Price(input: $0, output: $0) })
    }

    private let dear = model("dear", price: 9)
    private let cheap = model("cheap", price: 1_000_000)
    private let cheapest = model("cheapest", price: 1000)
    private let unpriced = model("unpriced", price: nil)
    private let need = CallNeed(prompt: 1_000_000, output: 100)

    private func order(
        _ candidates: [(Model, EndpointChoice.Standing)], by preference: ModelRoute.Preference,
        _ choice: EndpointChoice = EndpointChoice(), evading: Bool = true, need: CallNeed? = nil,
        at now: Duration = .zero, on date: UTCInstant = UTCInstant(milliseconds: 0)
    ) -> [String] {
        choice.order(
            candidates.map { .init(model: $0.0, standing: $0.1) }, by: preference, evading: evading,
            need: need ?? self.need, at: now, on: date
        ).map(\.id.provider)
    }

    /// A model whose price depends on the call.
    private func tiered(_ price: Int64, _ rule: PriceRule) -> Model {
        var model = Self.model("tiered", price: nil)
        model.tariff = Tariff([
            PriceRow(model: model.id, price: Price(input: price, output: price), rules: [rule], source: "")
        ])
        return model
    }

    @Test func theCheapestIsAskedFirstAndTheUnknownLast() {
        let dear = Self.model("dear", price: 9_000_000_000)
        let all = [unpriced, dear, cheap, cheapest].map { ($0, EndpointChoice.Standing.ready) }
        #expect(order(all, by: .cost) == ["cheapest", "cheap", "dear", "unpriced"])
    }

    @Test func whatALongPromptCostsCountsForALongPrompt() {
        let tiered = tiered(1000, PriceRule(promptAbove: 200_000, factor: 10_000_000_000))
        let all = [tiered, cheap].map { ($0, EndpointChoice.Standing.ready) }
        #expect(order(all, by: .cost) == ["cheap", "tiered"])
        #expect(order(all, by: .cost, need: CallNeed(prompt: 200_000, output: 100)) == ["tiered", "cheap"])
    }

    @Test func thePriceOfTheHourCounts() throws {
        let hours = try #require(DailyHours("01:00-02:00"))
        let tiered = tiered(10_000_000, PriceRule(hours: hours, factor: 1000))
        let all = [tiered, cheap].map { ($0, EndpointChoice.Standing.ready) }
        let (night, noon) = (UTCInstant("2026-11-26T01:30Z"), UTCInstant("2026-11-26T12:00Z"))
        #expect(order(all, by: .cost, on: try #require(night)) == ["tiered", "cheap"])
        #expect(order(all, by: .cost, on: try #require(noon)) == ["cheap", "tiered"])
    }

    @Test func thePriceOfTheDayCounts() throws {
        var dated = Self.model("dated", price: nil)
        dated.tariff = Tariff([
            PriceRow(model: dated.id, price: Price(input: 1000, output: 1000), source: ""),
            PriceRow(
                model: dated.id, price: Price(input: 10_000_000, output: 10_000_000), from: UTCInstant("2026-12-01"),
                source: ""),
        ])
        let all = [cheap, dated].map { ($0, EndpointChoice.Standing.ready) }
        #expect(order(all, by: .cost, on: try #require(UTCInstant("2026-11-30"))) == ["dated", "cheap"])
        #expect(order(all, by: .cost, on: try #require(UTCInstant("2026-12-01"))) == ["cheap", "dated"])
    }

    @Test func whoFailsComesLastWhateverItCosts() {
        let all: [(Model, EndpointChoice.Standing)] = [
            (cheapest, .failing), (cheap, .busy(for: .zero)), (unpriced, .ready),
        ]
        #expect(order(all, by: .cost) == ["unpriced", "cheap", "cheapest"])
        #expect(order(all, by: .latency) == ["unpriced", "cheap", "cheapest"])
    }

    /// Every way in which three endpoints can stand, of which the cheaper is the slower.
    @Test func whoPrefersTheFastestWaitsNowhereWhileACallCouldBeginAndWhoPrefersTheCheapestWaitsThere() {
        let models = [("cheap", 1000), ("middle", 2000), ("fast", 3000)].map { Self.model($0, price: $1) }
        var choice = EndpointChoice()
        for (model, time) in zip(models, [4, 2, 1]) { choice.answered(model.id, after: .seconds(time), at: .zero) }
        let standings: [EndpointChoice.Standing] = [
            .ready, .occupied(for: .zero, turns: 1), .occupied(for: .seconds(30), turns: 0), .busy(for: .seconds(1)),
            .failing,
        ]
        for first in standings {
            for second in standings {
                for third in standings {
                    let all = Array(zip(models, [first, second, third]))
                    let names = { (standing: EndpointChoice.Standing) in
                        all.filter { $0.1 == standing }.map(\.0.id.provider)
                    }
                    let (ready, failing) = (names(.ready), names(.failing))
                    let comment: Comment = "\(first), \(second), \(third)"
                    let hasty = order(all, by: .latency, choice)
                    #expect(Array(hasty.prefix(ready.count)) == Array(ready.reversed()), comment)
                    #expect(Array(hasty.suffix(failing.count)) == Array(failing.reversed()), comment)
                    #expect(Set(hasty).count == 3, comment)
                    let usable = all.filter { $0.1 != .failing && $0.1 != .busy(for: .seconds(1)) }
                        .map(\.0.id.provider)
                    for evading in [true, false] {
                        let thrifty = order(all, by: .cost, choice, evading: evading)
                        #expect(Array(thrifty.prefix(usable.count)) == usable, comment)
                        #expect(Array(thrifty.suffix(failing.count)) == failing, comment)
                    }
                    let staying = order(all, by: .latency, choice, evading: false)
                    #expect(Array(staying.prefix(usable.count)) == Array(usable.reversed()), comment)
                    #expect(Array(staying.suffix(failing.count)) == Array(failing.reversed()), comment)
                }
            }
        }
    }

    @Test func whereNoCallCanBeginTheOneIsAskedThatWouldHaveAnsweredFirst() {
        let (fast, slow) = (Self.model("fast", price: nil), Self.model("slow", price: nil))
        var choice = EndpointChoice()
        choice.answered(fast.id, after: .seconds(2), at: .zero)
        choice.answered(slow.id, after: .seconds(6), at: .zero)
        let cases: [(EndpointChoice.Standing, EndpointChoice.Standing, String)] = [
            (.occupied(for: .zero, turns: 1), .occupied(for: .zero, turns: 1), "fast"),
            (.occupied(for: .zero, turns: 6), .occupied(for: .zero, turns: 1), "slow"),
            (.occupied(for: .seconds(50), turns: 0), .occupied(for: .zero, turns: 1), "slow"),
            (.busy(for: .seconds(1)), .occupied(for: .zero, turns: 0.5), "fast"),
            (.occupied(for: .seconds(50), turns: 9), .failing, "fast"),
        ]
        for (ofFast, ofSlow, first) in cases {
            #expect(
                order([(fast, ofFast), (slow, ofSlow)], by: .latency, choice).first == first, "\(ofFast), \(ofSlow)")
        }
        let lines: [(Model, EndpointChoice.Standing)] = [
            (fast, .occupied(for: .zero, turns: 3)), (slow, .occupied(for: .zero, turns: 1)),
        ]
        #expect(order(lines, by: .latency) == ["slow", "fast"], "where nothing is known, the shorter line")
    }

    @Test func equalsKeepTheirOrder() {
        let all = [cheapest, cheapest, cheap].map { ($0, EndpointChoice.Standing.ready) }
        #expect(order(all, by: .latency) == ["cheapest", "cheapest", "cheap"])
    }

    @Test func eachIsTriedAndThenTheFastestIsAskedFirst() {
        var choice = EndpointChoice()
        let all = [dear, cheap].map { ($0, EndpointChoice.Standing.ready) }
        #expect(order(all, by: .latency, choice) == ["dear", "cheap"])
        choice.answered(dear.id, after: .seconds(4), at: .zero)
        #expect(order(all, by: .latency, choice) == ["cheap", "dear"], "nobody has heard of it")
        choice.answered(cheap.id, after: .seconds(5), at: .zero)
        #expect(order(all, by: .latency, choice) == ["dear", "cheap"])
        for _ in 0..<3 { choice.answered(dear.id, after: .seconds(9), at: .zero) }
        #expect(order(all, by: .latency, choice) == ["cheap", "dear"], "it has become slow")
        choice.answered(cheap.id, after: .seconds(5), at: .seconds(299))
        #expect(
            order(all, by: .latency, choice, at: EndpointChoice.memory) == ["dear", "cheap"],
            "what was long ago may have changed")
    }
}
