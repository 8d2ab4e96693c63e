import Backends
import Planning
import Testing

struct CatalogueTests {
    @Test func theUsualProvidersNeedNoConfiguration() throws {
        let names = [
            "openai", "anthropic", "gemini", "deepseek", "openrouter", "groq", "together", "mistral", "ollama",
            "llamacpp", "vllm", "lmstudio",
        ]
        #expect(Set(Catalogue.builtIn.providers.keys) == Set(names))
        let places = try ["anthropic", "gemini", "ollama", "openai"].map {
            try Catalogue.builtIn.provider(named: $0).place
        }
        #expect(
            places == [
                "https://api.anthropic.com/v1/messages", "https://generativelanguage.googleapis.com/v1beta/models",
                "http://127.0.0.1:11434/api/chat", "https://api.openai.com/v1/chat/completions",
            ])
        #expect(try Catalogue.builtIn.provider(named: "anthropic").key == .environment("ANTHROPIC_API_KEY"))
        #expect(try Catalogue.builtIn.provider(named: "gemini").key == .environment("GEMINI_API_KEY"))
        #expect(try Catalogue.builtIn.provider(named: "openai").key == .environment("OPENAI_API_KEY"))
    }

    @Test func modelsThatNobodyHasDescribedAreTakenForWhatTheirProviderLetsExpect() throws {
        let claude = try Catalogue.builtIn.model(named: "anthropic/claude-of-tomorrow").capabilities
        #expect(claude == Capabilities(seed: false, caching: .marks))
        #expect(try Catalogue.builtIn.model(named: "openai/gpt-of-tomorrow").capabilities.caching == .key)
        #expect(try Catalogue.builtIn.model(named: "mistral/small").capabilities.seed == false)
        #expect(try Catalogue.builtIn.model(named: "groq/llama").capabilities == Capabilities())
        // And those in the table as well.
        let sonnet = try Catalogue.builtIn.model(named: "anthropic/claude-sonnet-4-5").capabilities
        #expect(sonnet.caching == .marks && sonnet.reasoning == .budget && !sonnet.seed && !sonnet.logprobs)
        #expect(try Catalogue.builtIn.model(named: "openai/gpt-5").capabilities.reasoning == .effort)
        #expect(try Catalogue.builtIn.model(named: "deepseek/deepseek-reasoner").capabilities.marksForeignCalls)
    }

    @Test func aLocalModelCostsNothingWhichIsNotUnknown() throws {
        let model = try Catalogue.builtIn.model(named: "ollama/qwen3:4b")
        #expect(model.price == .free)
    }

    @Test func anUnlistedHostedModelHasNoPrice() throws {
        let model = try Catalogue.builtIn.model(named: "openai/gpt-77")
        #expect(model.price == nil)
        #expect(model.cost(of: Usage(freshInput: 1000), duration: .seconds(1)) == nil)
    }

    @Test func aListedModelBringsPriceAndCapabilities() throws {
        let model = try Catalogue.builtIn.model(named: "openai/gpt-4.1-mini")
        #expect(model.price == Sample.price)
        #expect(model.capabilities.logprobs)
        let thinking = try Catalogue.builtIn.model(named: "openai/o4-mini")
        #expect(thinking.capabilities.usesMaxCompletionTokens)
        #expect(!thinking.capabilities.temperature)
    }

    /// Two endpoints of one model, of which the second charges by tariff.
    private func routed(_ row: PriceRow) throws -> (model: Model, second: Model) {
        let first = ModelID(provider: "openai", name: "two-places")
        var second = Model(id: row.model)
        second.tariff = Tariff([row])
        var catalogue = Catalogue.builtIn
        catalogue.add(Model(id: first, price: Sample.price))
        catalogue.add(second)
        catalogue.add(ModelRoute(endpoints: [first, second.id]), for: first)
        return (try catalogue.model(named: "openai/two-places"), second)
    }

    @Test(arguments: [10, 10_000]) func ofSeveralEndpointsTheDearestTierIsReserved(size: Int) throws {
        let rules = [
            PriceRule(promptAbove: 1000, factor: 2_000_000), PriceRule(service: "priority", factor: 3_000_000),
        ]
        let (model, second) = try routed(
            PriceRow(
                model: ModelID(provider: "groq", name: "two-places"), price: Sample.price, rules: rules, source: ""))
        func reserved(_ model: Model) throws -> Money {
            var request = Sample.request(String(repeating: "x", count: size))
            request.model = model
            return try #require(UsageEstimator().reservation(for: request, at: UTCInstant("2026-11-26")))
        }
        #expect(try reserved(model) == reserved(second))
        #expect(try reserved(model) > reserved(Sample.model))
        #expect(model.price == Sample.price, "what is usual stays what is shown")
    }

    @Test func nothingIsReservedOnceThePriceOfAnEndpointHasEnded() throws {
        let (model, _) = try routed(
            PriceRow(
                model: ModelID(provider: "groq", name: "two-places"), price: Sample.price,
                until: UTCInstant("2026-01-01"), source: ""))
        var request = Sample.request()
        request.model = model
        #expect(UsageEstimator().reservation(for: request, at: UTCInstant("2025-12-31")) != nil)
        #expect(UsageEstimator().reservation(for: request, at: UTCInstant("2026-01-01")) == nil)
    }

    @Test func namesMayContainSlashes() throws {
        let model = try Catalogue.builtIn.model(named: "openrouter/openai/gpt-4.1-mini")
        #expect(model.id == ModelID(provider: "openrouter", name: "openai/gpt-4.1-mini"))
    }

    @Test(arguments: [("opnai/gpt-4.1", "openai"), ("Ollama/x", "ollama"), ("deepsek/x", "deepseek")])
    func aMisspeltProviderIsGuessed(name: String, meant: String) {
        let error = #expect(throws: CatalogueError.self) { try Catalogue.builtIn.model(named: name) }
        #expect(error?.code == .unknownProvider)
        #expect(error?.nearest == meant)
        #expect(error?.description.contains("did you mean “\(meant)”") == true)
    }

    @Test func aProviderThatNobodyMeantIsAnsweredWithTheList() {
        let error = #expect(throws: CatalogueError.self) { try Catalogue.builtIn.provider(named: "zzzzzzzz") }
        #expect(error?.nearest == nil)
        #expect(error?.description.contains("lmstudio") == true)
    }

    @Test(arguments: ["gpt-4.1-mini", "gpt-4.1-mni", "", "/", "openai/", "/gpt-4.1"])
    func aNameWithoutProviderIsNoName(name: String) {
        let error = #expect(throws: CatalogueError.self) { try Catalogue.builtIn.model(named: name) }
        #expect(error?.code == .malformedName)
        if name == "gpt-4.1-mini" { #expect(error?.nearest == "openai/gpt-4.1-mini") }
    }

    @Test func aNameThatAProviderDoesNotKnowHasANeighbour() {
        let meant = Catalogue.builtIn.suggestion(for: ModelID(provider: "openai", name: "gpt-4.1-mimi"))
        #expect(meant == ModelID(provider: "openai", name: "gpt-4.1-mini"))
        #expect(Catalogue.builtIn.suggestion(for: ModelID(provider: "openai", name: "something-else")) == nil)
    }

    @Test func theUsersOwnEntriesStandAboveTheShippedOnes() throws {
        var catalogue = Catalogue.builtIn
        let id = ModelID(provider: "openai", name: "gpt-4.1-mini")
        let mine = Price(input: 1, output: 2)
        catalogue.add(Model(id: id, price: mine))
        #expect(try catalogue.model(named: "openai/gpt-4.1-mini").price == mine)
        catalogue.add(Model(id: id, capabilities: Capabilities(tools: false)))
        #expect(try catalogue.model(named: "openai/gpt-4.1-mini").price == mine, "a price stays until it is replaced")
        catalogue.add(Provider(name: "mine", baseURL: "http://127.0.0.1:1/v1", key: .none))
        #expect(try catalogue.model(named: "mine/x").price == nil)
    }

    @Test func anHourlyRateStandsInForThePriceOfALocalServer() throws {
        var catalogue = Catalogue.builtIn
        let id = ModelID(provider: "vllm", name: "big")
        catalogue.add(Model(id: id, hourlyRate: Money(nanodollars: 3_600_000_000_000)))
        let model = try catalogue.model(named: "vllm/big")
        #expect(
            model.cost(of: Usage(freshInput: 10), duration: .seconds(1)) == Money(nanodollars: 1_000_000_000))
    }
}
