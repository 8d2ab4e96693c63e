import Planning
import Testing

struct RepricingTests {
    private let model = Model(
        id: ModelID(provider: "lab", name: "other"), price: Price(input: 1_000_000_000, output: 2_000_000_000))

    private func recording() -> RunRecording {
        var recording = RunRecording()
        recording.start(1, .drafter, at: 1)
        recording.settle(1, cost: 100)
        recording.start(2, .verifier, at: 1)
        recording.settle(2, cost: 1000)
        recording.start(3, .verifier, at: 2)
        recording.settle(3, .cancelled, cost: 300, provenance: .estimated)
        return recording
    }

    private func usage(_ recording: RunRecording, _ call: Int) -> Usage {
        RunSummary(recording.events).calls[call - 1].settlement?.usage ?? .zero
    }

    @Test func everyRoleIsPricedAnewAndTheEstimatedPartIsMarked() throws {
        let recording = recording()
        let repricing = Repricing(RunSummary(recording.events), on: model)
        #expect(repricing.parts.map(\.role) == [.drafter, .verifier])
        #expect(repricing.parts.map(\.calls) == [1, 2])
        let price = try #require(model.price)
        let costs = (1...3).map { price.cost(of: usage(recording, $0)) }
        #expect(costs.allSatisfy { $0 > .zero })
        #expect(repricing.parts[0].repriced == Spend(known: costs[0]))
        #expect(repricing.parts[1].repriced == Spend(known: costs[1] + costs[2], estimated: costs[2]))
        #expect(repricing.actual == Spend(known: Money(nanodollars: 1400), estimated: Money(nanodollars: 300)))
        #expect(repricing.repriced.known == costs.reduce(.zero, +))
    }

    @Test func theOtherRolesKeepWhatTheyCost() {
        let repricing = Repricing(RunSummary(recording().events), on: model, role: .verifier)
        #expect(repricing.parts.map(\.isRepriced) == [false, true])
        #expect(repricing.parts[0].repriced == Spend(known: Money(nanodollars: 100)))
    }

    @Test func aCallWhoseTokensNobodyKnowsIsOfUnknownPrice() {
        var recording = RunRecording()
        recording.start(1, .verifier, at: 1)
        recording.append(.resumed(.init(steps: 0, resumedAt: 1_750_000_100_000)))
        let repricing = Repricing(RunSummary(recording.events), on: model)
        #expect(repricing.repriced == Spend(unpriced: 1))
        #expect(repricing.actual.known == Money(nanodollars: 900))
    }

    @Test func thePriceIsThatOfTheCallsTime() throws {
        // The recording begins in June 2025.
        func rows(_ dates: [String]) -> Tariff {
            Tariff(
                dates.enumerated().map { index, date in
                    PriceRow(
                        model: model.id, price: Price(input: Int64(index + 1) * 1_000_000_000, output: 0),
                        from: UTCInstant(date), source: "")
                })
        }
        var other = model
        other.tariff = rows(["2025-01-01", "2025-06-01", "2025-12-01"])
        let then = Repricing(RunSummary(recording().events), on: other)
        #expect(then.rows.map(\.price.input) == [2_000_000_000])
        #expect(!then.usesLaterPrices)
        other.tariff = rows(["2025-12-01", "2026-01-01"])
        let later = Repricing(RunSummary(recording().events), on: other)
        #expect(later.rows.map(\.price.input) == [1_000_000_000])
        #expect(later.usesLaterPrices)
    }

    @Test func aModelWithoutAPriceMakesTheCostUnknownAndNotZero() {
        let unknown = Model(id: model.id)
        #expect(Repricing(RunSummary(recording().events), on: unknown).repriced == Spend(unpriced: 3))
    }
}
