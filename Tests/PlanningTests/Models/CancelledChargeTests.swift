import Planning
import Testing

struct CancelledChargeTests {
    private let model = ModelID(provider: "lab", name: "large")
    private let price = Price(input: 2_000_000_000, output: 8_000_000_000, cacheRead: 500_000_000)

    private func learnt(_ usage: Usage, seen: Int, duration: Duration = .seconds(10), times: Int = 1) -> CancelledCharge
    {
        var charge = CancelledCharge()
        for _ in 0..<times { charge.learn(from: usage, of: model, seen: seen, duration: duration) }
        return charge
    }

    @Test func withoutExperienceTheWholePromptCountsAndWhatWasSeen() {
        let usage = CancelledCharge().usage(of: model, promptTokens: 900, seen: 7, age: .seconds(5))
        #expect(usage == Usage(freshInput: 900, output: 7, provenance: .estimated))
    }

    @Test func theCachedPartOfThePromptIsDiscounted() {
        let charge = learnt(Usage(freshInput: 100, cacheRead: 300, output: 50, provenance: .reported), seen: 50)
        let usage = charge.usage(of: model, promptTokens: 1000, seen: 10, age: .seconds(1))
        #expect(usage == Usage(freshInput: 250, cacheRead: 750, output: 10, provenance: .estimated))
        #expect(price.cost(of: usage) < price.cost(of: Usage(freshInput: 1000, output: 10)))
        #expect(usage.input == 1000)
    }

    @Test func hiddenReasoningIsChargedByTheTimeItTook() {
        let usage = Usage(freshInput: 100, output: 1000, reasoning: 950, provenance: .reported)
        let charge = learnt(usage, seen: 50)
        #expect(charge.usage(of: model, promptTokens: 100, seen: 0, age: .seconds(4)).output == 400)
        #expect(charge.usage(of: model, promptTokens: 100, seen: 0, age: .seconds(400)).output == 1000)
        #expect(charge.usage(of: model, promptTokens: 100, seen: 2000, age: .seconds(4)).output == 2000)
        #expect(charge.usage(of: model, promptTokens: 100, seen: 3, age: .seconds(-9)).output == 3)
    }

    @Test func whatIsSeenIsBelievedWhereNothingIsHidden() {
        let charge = learnt(Usage(freshInput: 100, output: 100, provenance: .reported), seen: 95)
        #expect(charge.usage(of: model, promptTokens: 100, seen: 4, age: .seconds(9)).output == 4)
    }

    @Test func eachModelHasHabitsOfItsOwnAndMayChangeThem() {
        var charge = learnt(Usage(cacheRead: 400, output: 50, provenance: .reported), seen: 50)
        let other = ModelID(provider: "lab", name: "small")
        #expect(charge.usage(of: other, promptTokens: 100, seen: 0, age: .zero).cacheRead == 0)
        for _ in 0..<40 {
            charge.learn(
                from: Usage(freshInput: 400, output: 50, provenance: .reported), of: model, seen: 50,
                duration: .seconds(1))
        }
        #expect(charge.usage(of: model, promptTokens: 1000, seen: 0, age: .zero).cacheRead == 0)
    }

    static let nonsense: [(Usage, Int, Duration)] = [
        (Usage(freshInput: 100, output: 10, provenance: .estimated), 10, .seconds(1)),
        (Usage(freshInput: 100, output: 10, provenance: .reported), 10, .zero),
        (Usage(freshInput: 100, output: 10, provenance: .reported), 10, .seconds(-1)),
        (Usage(freshInput: 100, output: 0, provenance: .reported), 0, .seconds(1)),
        (Usage(freshInput: -50, cacheRead: 100, output: 10, provenance: .reported), 10, .seconds(1)),
        (Usage(output: 10, provenance: .reported), 10, .seconds(1)),
        (Usage(freshInput: 100, output: 10, provenance: .reported), -1, .seconds(1)),
    ]

    @Test(arguments: nonsense.indices) func estimatesAndNonsenseTeachNothing(_ index: Int) {
        let (usage, seen, duration) = Self.nonsense[index]
        #expect(learnt(usage, seen: seen, duration: duration) == CancelledCharge())
    }
}
