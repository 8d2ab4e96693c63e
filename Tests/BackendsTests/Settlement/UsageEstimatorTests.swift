import Planning
import Testing

struct UsageEstimatorTests {
    private func request(bytes: Int, model: Model = Sample.model) -> ModelRequest {
        ModelRequest(model: model, messages: [.user(String(repeating: "x", count: bytes))], maxOutput: 1000)
    }

    @Test func anUnknownModelHasFourBytesAToken() {
        let estimator = UsageEstimator()
        #expect(estimator.promptTokens(of: request(bytes: 400)) == 100)
        #expect(estimator.tokens(inBytes: 5, of: Sample.model.id) == 2, "a token that has begun is one")
        #expect(estimator.tokens(inBytes: 0, of: Sample.model.id) == 0)
    }

    @Test func everythingThatIsSentCounts() {
        var request = request(bytes: 0)
        request.messages = [.assistant("ab", calling: [ToolCall(id: "p", name: "cd", arguments: "ef")])]
        request.tools = [Sample.tool]
        let tool =
            Sample.tool.name.utf8.count + Sample.tool.summary.utf8.count
            + Sample.tool.parameters.canonical.utf8.count
        #expect(UsageEstimator().promptTokens(of: request) == (6 + tool + 3) / 4)
    }

    @Test func itLearnsFromWhatIsReported() {
        var estimator = UsageEstimator()
        estimator.learn(from: Usage(freshInput: 150, cacheRead: 50, provenance: .reported), of: request(bytes: 600))
        #expect(estimator.bytesPerToken(of: Sample.model.id) == 3)
        for _ in 0..<40 {
            estimator.learn(from: Usage(freshInput: 100, provenance: .reported), of: request(bytes: 500))
        }
        #expect(abs(estimator.bytesPerToken(of: Sample.model.id) - 5) < 0.01)
        let other = ModelID(provider: "openai", name: "another")
        #expect(estimator.bytesPerToken(of: other) == 4, "another model has another tokenizer")
    }

    @Test func estimatesAndNonsenseTeachNothing() {
        var estimator = UsageEstimator()
        estimator.learn(from: Usage(freshInput: 100, provenance: .estimated), of: request(bytes: 600))
        estimator.learn(from: Usage(provenance: .reported), of: request(bytes: 600))
        estimator.learn(from: Usage(freshInput: 1, provenance: .reported), of: request(bytes: 6000))
        estimator.learn(from: Usage(freshInput: 6000, provenance: .reported), of: request(bytes: 6))
        #expect(estimator == UsageEstimator())
    }

    @Test func aReservationIsAboveWhatTheCallCanCost() throws {
        var estimator = UsageEstimator()
        for bytes in [0, 100, 10_000, 1_000_000] {
            let request = request(bytes: bytes)
            let reserved = try #require(estimator.reservation(for: request))
            // A model with as few as two bytes in a token, and the longest answer.
            let worst = Sample.price.cost(of: Usage(freshInput: bytes / 2, output: 1000))
            #expect(reserved >= worst)
        }
        let before = try #require(estimator.reservation(for: request(bytes: 10_000)))
        estimator.learn(from: Usage(freshInput: 2500, provenance: .reported), of: request(bytes: 10_000))
        let after = try #require(estimator.reservation(for: request(bytes: 10_000)))
        #expect(after < before, "what is known needs less margin")
    }

    @Test func aReservationTakesTheDearestInput() throws {
        var model = Sample.model
        model.price?.cacheWrite = 4_000_000_000
        let dear = try #require(UsageEstimator().reservation(for: request(bytes: 4000, model: model)))
        let plain = try #require(UsageEstimator().reservation(for: request(bytes: 4000)))
        #expect(dear > plain)
    }

    @Test func aReservationCoversTheTierThatTheCallMayFallInto() throws {
        var model = Sample.model
        let rules = [
            PriceRule(promptAbove: 900, parts: [.output: 3_200_000_000]), PriceRule(service: "flex", factor: 1),
        ]
        model.tariff = Tariff([PriceRow(model: model.id, price: Sample.price, rules: rules, source: "")])
        // The estimate is 250 tokens, and may be off by half; with the margin the short prompt stays below the boundary.
        func reserved(_ bytes: Int, _ model: Model) throws -> Money {
            try #require(UsageEstimator().reservation(for: request(bytes: bytes, model: model)))
        }
        #expect(try reserved(1000, model) == reserved(1000, Sample.model))
        #expect(try reserved(2000, model) > reserved(2000, Sample.model))
    }

    @Test func withoutAPriceNothingIsReserved() {
        var model = Sample.model
        model.price = nil
        #expect(UsageEstimator().reservation(for: request(bytes: 100, model: model)) == nil)
        model.price = .free
        #expect(UsageEstimator().reservation(for: request(bytes: 100, model: model)) == .zero)
    }

    @Test func hoursAreReservedUpToTheTimeout() {
        var model = Sample.model
        model.price = nil
        model.hourlyRate = Money(nanodollars: 3_600_000_000_000)
        var request = request(bytes: 100, model: model)
        request.timeout = .seconds(10)
        #expect(UsageEstimator().reservation(for: request) == Money(nanodollars: 10_000_000_000))
    }
}
