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
        _ choice: EndpointChoice = EndpointChoice(), at now: Duration = .zero
    ) -> [String] {
        choice.order(
            candidates.map { .init(model: $0.0, standing: $0.1) }, by: preference, need: need, at: now
        ).map(\.id.provider)
    }

    @Test func theCheapestIsAskedFirstAndTheUnknownLast() {
        let dear = Self.model("dear", price: 9_000_000_000)
        let all = [unpriced, dear, cheap, cheapest].map { ($0, EndpointChoice.Standing.ready) }
        #expect(order(all, by: .cost) == ["cheapest", "cheap", "dear", "unpriced"])
    }

    @Test func whoFailsComesLastWhateverItCosts() {
        let all = [(cheapest, EndpointChoice.Standing.failing), (cheap, .busy), (unpriced, .ready)]
        #expect(order(all, by: .cost) == ["unpriced", "cheap", "cheapest"])
        #expect(order(all, by: .latency) == ["unpriced", "cheap", "cheapest"])
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
