import Backends
import Planning
import Testing

/// Small tables in the formats that others publish.
struct PublishedPricesTests {
    private let providers: Set<String> = ["openai", "anthropic", "together", "gemini", "groq"]

    private func read(_ text: String) throws -> PriceDocument {
        try PublishedPrices.document(reading: try JSONValue(parsing: text), for: providers, from: "table.json")
    }

    private func row(_ document: PriceDocument, _ name: String) throws -> PriceRow {
        try #require(document.rows.first { $0.model.description == name })
    }

    private let litellm = #"""
        {
          "sample_spec": {"input_cost_per_token": 0.0, "litellm_provider": "one of the providers", "mode": "one of: chat, …"},
          "claude-x": {
            "litellm_provider": "anthropic", "mode": "chat", "max_input_tokens": 1000000, "supports_vision": true,
            "input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05, "cache_read_input_token_cost": 3e-07,
            "cache_creation_input_token_cost": 3.75e-06, "cache_creation_input_token_cost_above_1hr": 6e-06,
            "input_cost_per_token_above_200k_tokens": 6e-06, "output_cost_per_token_above_200k_tokens": 2.25e-05,
            "cache_creation_input_token_cost_above_1hr_above_200k_tokens": 1.2e-05,
            "input_cost_per_image": 0.004, "search_context_cost_per_query": {"search_context_size_low": 0.01}
          },
          "openai/gpt-x": {
            "litellm_provider": "openai", "mode": "responses", "source": "https://openai.example/pricing",
            "input_cost_per_token": "1.25e-06", "output_cost_per_token": 0.00001, "output_cost_per_reasoning_token": 0.00002,
            "input_cost_per_token_flex": 6.25e-07, "input_cost_per_token_priority": 2.5e-06,
            "input_cost_per_token_above_272k_tokens_priority": 5e-06, "input_cost_per_token_flex_above_272k_tokens": 1e-06,
            "output_cost_per_token_batches": 5e-06, "input_cost_per_token_above_272k_tokens": 2.5e-06,
            "cache_read_input_token_cost": null, "input_cost_per_request": 0.005, "deprecation_date": "2027-01-01"
          },
          "together_ai/meta/llama": {
            "litellm_provider": "together_ai", "input_cost_per_token": 8.8e-07, "output_cost_per_token": 8.8e-07
          },
          "text-embedding": {"litellm_provider": "openai", "mode": "embedding", "input_cost_per_token": 1e-07, "output_cost_per_token": 0},
          "azure/gpt-x": {"litellm_provider": "azure", "mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06},
          "gpt-bad": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": "much", "output_cost_per_token": 1e-06},
          "gpt-half": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-06},
          "gpt-negative": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": -1e-06, "output_cost_per_token": 0},
          "gpt-none": {"litellm_provider": "openai", "mode": "chat"}
        }
        """#

    @Test func theTableOfLiteLLMIsReadByTheGrammarOfItsNames() throws {
        let document = try read(litellm)
        #expect(document.source == "LiteLLM")
        #expect(
            document.rows.map(\.model.description) == ["anthropic/claude-x", "openai/gpt-x", "together/meta/llama"])
        #expect(document.others == 4, "the specification, an embedding, another provider, and a model without prices")

        let claude = try row(document, "anthropic/claude-x")
        #expect(
            claude.price
                == Price(
                    input: 3_000_000_000, output: 15_000_000_000, cacheRead: 300_000_000, cacheWrite: 3_750_000_000,
                    cacheWriteHour: 6_000_000_000))
        #expect(claude.rules.map(\.promptAbove) == [200_000])
        #expect(
            claude.rules[0].parts == [
                .input: 6_000_000_000, .output: 22_500_000_000, .cacheWriteHour: 12_000_000_000,
                .reasoning: 22_500_000_000,
            ])

        let gpt = try row(document, "openai/gpt-x")
        #expect(gpt.source == "https://openai.example/pricing")
        #expect(
            gpt.price
                == Price(
                    input: 1_250_000_000, output: 10_000_000_000, reasoning: 20_000_000_000, request: 5_000_000))
        func applied(_ prompt: Int, _ tier: String?) -> Price {
            gpt.applied(to: Usage(freshInput: prompt, serviceTier: tier), at: nil).price
        }
        #expect(applied(272_000, nil).input == 1_250_000_000)
        #expect(applied(272_001, nil).input == 2_500_000_000)
        #expect(applied(1, "priority").input == 2_500_000_000)
        #expect(applied(272_001, "priority").input == 5_000_000_000)
        #expect(applied(272_001, "flex").input == 1_000_000_000)
        #expect(applied(1, "batch").output == 5_000_000_000)
    }

    @Test func badRowsAreToldWithTheirPlaceAndTheRestIsRead() throws {
        let problems = try read(litellm).problems
        #expect(
            problems.map(\.place) == [
                "gpt-bad.input_cost_per_token", "gpt-half", "gpt-negative.input_cost_per_token",
            ])
    }

    private let modelsDev = #"""
        {
          "anthropic": {"id": "anthropic", "env": ["ANTHROPIC_API_KEY"], "models": {
            "claude-x": {"id": "claude-x", "limit": {"context": 1000000}, "cost": {
              "input": 3, "output": 15, "cache_read": 0.3, "cache_write": 3.75,
              "context_over_200k": {"input": 6, "output": 22.5, "cache_read": 0.6}}},
            "claude-free": {"id": "claude-free"}}},
          "google": {"id": "google", "models": {"gemini-x": {"cost": {
            "input": 2, "output": 12, "reasoning": 12, "input_audio": 7,
            "tiers": [{"input": 4, "output": 18, "tier": {"type": "context", "size": 272000}}],
            "context_over_200k": {"input": 9, "output": 99}}}}},
          "togetherai": {"id": "togetherai", "models": {"meta/llama": {"cost": {"input": 0.88, "output": 0.88}}}},
          "openai": {"id": "openai", "models": {
            "gpt-bad": {"cost": {"input": true, "output": 1}}, "gpt-half": {"cost": {"input": 1}},
            "gpt-odd": {"cost": {"input": 1, "output": 1, "tiers": [{"input": 2, "tier": {"type": "moon"}}]}}}},
          "elsewhere": {"id": "elsewhere", "models": {"a": {"cost": {"input": 1, "output": 1}}, "b": {}}}
        }
        """#

    @Test func theTableOfModelsDevIsReadWithItsTiers() throws {
        let document = try read(modelsDev)
        #expect(document.source == "models.dev")
        #expect(
            document.rows.map(\.model.description) == ["anthropic/claude-x", "gemini/gemini-x", "together/meta/llama"])
        #expect(document.others == 3)
        let claude = try row(document, "anthropic/claude-x")
        #expect(claude.price.cacheWrite == 3_750_000_000 && claude.price.cacheWriteHour == 3_750_000_000)
        #expect(claude.applied(to: Usage(freshInput: 200_001), at: nil).price.cacheRead == 600_000_000)
        let gemini = try row(document, "gemini/gemini-x")
        #expect(gemini.rules.map(\.promptAbove) == [272_000], "the list of tiers stands above the older member")
        #expect(
            document.problems.map(\.place) == [
                "openai.models.gpt-bad.cost.input", "openai.models.gpt-half.cost",
                "openai.models.gpt-odd.cost.tiers[0]",
            ])
    }

    @Test func pricesInAnotherCurrencyAreNotTakenForDollars() throws {
        let document = try read(
            #"""
            {
              "gpt-yuan": {"litellm_provider": "openai", "currency": "CNY", "input_cost_per_token": 2e-06, "output_cost_per_token": 3e-06},
              "gpt-sign": {"litellm_provider": "openai", "input_cost_per_token": "¥2", "output_cost_per_token": 3e-06},
              "gpt-usd": {"litellm_provider": "openai", "currency": "usd", "input_cost_per_token": 2e-06, "output_cost_per_token": 3e-06}
            }
            """#)
        #expect(document.rows.map(\.model.description) == ["openai/gpt-usd"])
        #expect(document.problems.map(\.place) == ["gpt-sign.input_cost_per_token", "gpt-yuan.currency"])
        #expect(document.problems.last?.reason.hasPrefix("prices are in dollars, and “CNY” is not converted") == true)
        let other = try read(
            #"{"openai": {"models": {"gpt-yuan": {"cost": {"input": 2, "output": 3, "currency": "CNY"}}}}}"#)
        #expect(other.rows.isEmpty)
        #expect(other.problems.map(\.place) == ["openai.models.gpt-yuan.cost.currency"])
    }

    @Test(arguments: ["{}", "[]", "3", #"{"a": {"b": 1}}"#]) func otherDocumentsAreNoTable(text: String) {
        #expect(throws: DataFileError.self) { try read(text) }
    }

    @Test func ourOwnFormatIsSentToItsOwnCommand() {
        let error = #expect(throws: DataFileError.self) { try read(#"{"format": "outrider-prices/1", "prices": []}"#) }
        #expect(error?.description.contains("outrider prices update") == true)
    }

    @Test func aTableOfTooManyModelsIsRefused() throws {
        let entry: JSONValue = ["litellm_provider": "openai"]
        let members = (0...PriceDocument.entryLimit).map { ("m\($0)", entry) }
        let table = JSONValue.object(Dictionary(uniqueKeysWithValues: members))
        #expect(throws: DataFileError.self) {
            try PublishedPrices.document(reading: table, for: providers, from: "table.json")
        }
    }
}
