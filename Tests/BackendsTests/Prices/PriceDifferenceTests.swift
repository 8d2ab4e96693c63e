import Backends
import Planning
import Testing

/// What a set would change is seen before it is taken over, also where it does not repeat what is known.
struct PriceDifferenceTests {
    private let model = ModelID(provider: "lab", name: "m")

    private func row(_ input: Int64, from: String? = nil, until: String? = nil) -> PriceRow {
        PriceRow(
            model: model, price: Price(input: input, output: input), from: from.flatMap(UTCInstant.init),
            until: until.flatMap(UTCInstant.init), source: "\(input)")
    }

    private func compared(_ news: [PriceRow], with known: [PriceRow]) -> PriceDifference {
        PriceDifference(of: PriceDocument(source: "news", rows: news), to: PriceTable(rows: known))
    }

    /// The changes as `old new day`.
    private func changes(_ difference: PriceDifference) -> [String] {
        difference.changed.map { "\($0.old.price.input) \($0.new.price.input) \($0.new.from?.day ?? "always")" }
    }

    @Test func anOldRowAloneShowsWhatItPutsBack() {
        let known = [row(27, from: "2025-02-08"), row(56, from: "2025-09-05"), row(28, from: "2025-09-29")]
        let difference = compared([row(27, from: "2025-02-08")], with: known)
        #expect(difference.unchanged.count == 1 && difference.added.isEmpty && difference.withdrawn.isEmpty)
        #expect(changes(difference) == ["56 27 2025-09-05", "28 27 2025-09-29"])
        #expect(!difference.isEmpty)
    }

    @Test func aPriceOfTodayThatEndsAKnownLaterOneShowsIt() throws {
        let known = [row(1, from: "2026-01-01"), row(5, from: "2027-01-01")]
        let table = PriceTable(rows: known)
        let document = PriceDocument(source: "news", rows: [row(1)])
            .dated(against: table, at: try #require(UTCInstant("2026-11-26T15:00Z")))
        let difference = PriceDifference(of: document, to: table)
        #expect(difference.unchanged.count == 1)
        #expect(changes(difference) == ["5 1 2027-01-01"])
        #expect(!difference.isEmpty)
    }

    @Test func aKnownPriceInWhosePlaceNothingIsSaidIsWithdrawn() {
        let ending = row(1, from: "2026-01-01", until: "2026-03-01")
        let known = [ending, row(5, from: "2026-03-01")]
        let shorter = compared([ending], with: known)
        #expect(shorter.unchanged == [ending] && shorter.changed.isEmpty)
        #expect(shorter.withdrawn.map(\.price.input) == [5])
        #expect(!shorter.isEmpty)
        #expect(compared(known, with: known).isEmpty, "what is repeated stays")
    }

    @Test func theEndOfANewPriceShowsThatAReplacedOneDoesNotComeBack() {
        let known = [row(1, from: "2026-01-01"), row(2, from: "2026-04-01")]
        let difference = compared([row(9, from: "2026-03-01", until: "2026-05-01")], with: known)
        #expect(changes(difference) == ["1 9 2026-03-01", "2 9 2026-04-01", "2 1 2026-05-01"])
    }

    @Test func newsAfterEverythingKnownChangeNothingElse() {
        let known = [row(1, from: "2026-01-01", until: "2026-02-01"), row(2, from: "2026-02-01")]
        #expect(changes(compared([row(3, from: "2026-06-01")], with: known)) == ["2 3 2026-06-01"])
    }

    /// Whatever is known and whatever is said: where the difference is empty, nothing becomes another price.
    @Test func anEmptyDifferenceChangesNoPriceAtAnyTime() {
        let days = (1...9).compactMap { UTCInstant("2026-01-0\($0)") }
        var generator = SeededGenerator(seed: 1)
        func rows() -> [PriceRow] {
            (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                let from = Int.random(in: 0...5, using: &generator)
                let isEnding = Int.random(in: 0...2, using: &generator) == 0
                let price = Int64.random(in: 1...2, using: &generator)
                return PriceRow(
                    model: model, price: Price(input: price, output: price), from: days[from],
                    until: isEnding ? days[Int.random(in: from + 1...8, using: &generator)] : nil, source: "")
            }
        }
        var empty = 0
        for _ in 0..<500 {
            let known = rows()
            // Half of the sets repeat a part of what is known.
            let isRepeating = Bool.random(using: &generator)
            let news = isRepeating ? Array(known.shuffled(using: &generator).prefix(2)) : rows()
            guard compared(news, with: known).isEmpty else { continue }
            empty += 1
            let before = Tariff(known)
            for day in days {
                guard let old = before.row(at: day) else { continue }
                #expect(before.updated(by: news).row(at: day)?.price == old.price, "\(known) \(news)")
            }
        }
        #expect(empty > 10)
    }
}
