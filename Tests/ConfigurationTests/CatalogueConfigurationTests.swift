import Backends
import Configuration
import Planning
import Testing

struct CatalogueConfigurationTests {
    @Test func aNewProviderHasWhatItsEntrySays() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: """
                providers:
                  lab:
                    api: openai
                    base_url: https://lab.example/v1
                    key_file: lab.key
                    headers: {X-Team: planning}
                    max_concurrency: 4
                    timeouts: {connect: 3s, first_byte: 5m, idle: 90s, total: 20m}
                """)
        let provider = try sandbox.load().catalogue.provider(named: "lab")
        #expect(
            provider
                == Provider(
                    name: "lab", baseURL: "https://lab.example/v1",
                    key: .file("\(sandbox.home)/.config/outrider/lab.key"), headers: ["X-Team": "planning"],
                    timeouts: .init(
                        connect: .seconds(3), firstByte: .seconds(300), idle: .seconds(90), total: .seconds(1200)),
                    maximumConcurrency: 4))
    }

    @Test func aProviderMayHaveRates() throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: "providers: {openai: {requests_per_minute: 500, tokens_per_minute: 200000}}")
        let provider = try sandbox.load().catalogue.provider(named: "openai")
        #expect(provider.requestsPerMinute == 500)
        #expect(provider.tokensPerMinute == 200_000)
        try sandbox.write(user: "providers: {openai: {requests_per_minute: 0}}")
        #expect(sandbox.complaint()?.contains("requests_per_minute") == true)
    }

    @Test func aModelMayHaveSeveralEndpointsAndCostsAtMostWhatTheDearestDoes() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: """
                providers:
                  azure: {base_url: https://azure.example/v1}
                models:
                  openai/big: {price: {input: 2, output: 8}, endpoints: [openai/big, azure/big-prod], prefer: latency}
                  azure/big-prod: {price: {input: 3, output: 6, cache_read: 1}}
                """)
        let catalogue = try sandbox.load().catalogue
        let id = ModelID(provider: "openai", name: "big")
        #expect(
            catalogue.route(of: id)
                == ModelRoute(endpoints: [id, ModelID(provider: "azure", name: "big-prod")], preference: .latency))
        #expect(
            try catalogue.model(named: "openai/big").price
                == Price(input: 3_000_000_000, output: 8_000_000_000, cacheRead: 2_000_000_000))
        #expect(catalogue.endpoint(id).price == Price(input: 2_000_000_000, output: 8_000_000_000))
        try sandbox.write(
            user: "{providers: {azure: {base_url: 'https://azure.example/v1'}}, "
                + "models: {openai/gpt-4.1: {endpoints: [openai/gpt-4.1, azure/unpriced]}}}")
        #expect(try sandbox.load().catalogue.model(named: "openai/gpt-4.1").price == nil, "unknown is not zero")
    }

    @Test(arguments: [
        ("endpoints: []", "no endpoint"), ("endpoints: [nowhere/big]", "nowhere"), ("endpoints: [big]", "big"),
        ("endpoints: openai/big", "list"), ("prefer: cost", "nothing to prefer"),
        ("{endpoints: [openai/big], prefer: luck}", "cost, latency"),
    ])
    func aModelWhoseEndpointsMakeNoSenseIsRefused(entry: String, hint: String) throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: "models: {openai/big: \(entry.hasPrefix("{") ? entry : "{\(entry)}")}")
        let complaint = sandbox.complaint()
        #expect(complaint?.contains(hint) == true, "\(complaint ?? "none")")
    }

    @Test(arguments: ["rerank", "score", "pooling", "classify"]) func aProviderMayScore(api: String) throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: "providers: {prm: {api: \(api), base_url: http://10.0.0.7:8000, scores: logit}}")
        let provider = try sandbox.load().catalogue.provider(named: "prm")
        #expect(provider.api.rawValue == api && provider.api.scores)
        #expect(provider.scores == .logit)
        #expect(try provider.place == "http://10.0.0.7:8000/\(api)")
    }

    @Test func scoresAreOfAKnownScale() throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: "providers: {prm: {api: score, base_url: http://10.0.0.7:8000, scores: percent}}")
        #expect(sandbox.complaint()?.contains("chance, logit") == true)
    }

    @Test func anEntryChangesOnlyWhatItSays() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: "providers: {openai: {max_concurrency: 2, timeouts: {idle: 5s}}}",
            system: "providers: {openai: {key_command: pass show openai, max_concurrency: 9, headers: {A: b}}}")
        let provider = try sandbox.load().catalogue.provider(named: "openai")
        let builtIn = try Catalogue.builtIn.provider(named: "openai")
        #expect(provider.baseURL == builtIn.baseURL)
        #expect(provider.key == .command("pass show openai"))
        #expect(provider.headers == ["A": "b"])
        #expect(provider.maximumConcurrency == 2)
        #expect(provider.timeouts.idle == .seconds(5))
        #expect(provider.timeouts.total == builtIn.timeouts.total)
    }

    @Test func pricesAreExact() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: """
                providers: {lab: {base_url: "http://127.0.0.1:9/v1"}}
                models:
                  lab/a/b: {price: {input: 0.075, output: 0.300000001, cache_read: 0, cache_write: 0.09375}}
                  lab/c: {price: {input: 1, output: "2"}}
                  lab/hourly: {hourly_rate: 1.99}
                  embedded/blocksworld-verifier: {hourly_rate: 0.2}
                """)
        let catalogue = try sandbox.load().catalogue
        #expect(
            try catalogue.model(named: "lab/a/b").price
                == Price(input: 75_000_000, output: 300_000_001, cacheRead: 0, cacheWrite: 93_750_000))
        #expect(try catalogue.model(named: "lab/c").price == Price(input: 1_000_000_000, output: 2_000_000_000))
        #expect(try catalogue.model(named: "lab/hourly").hourlyRate == Money(nanodollars: 1_990_000_000))
        #expect(try catalogue.model(named: "lab/hourly").price == nil)
        // Models in this process cost nothing until somebody says what the machine costs.
        let embedded = try catalogue.model(named: "embedded/blocksworld-verifier")
        #expect(embedded.hourlyRate == Money(nanodollars: 200_000_000))
        #expect(embedded.price == nil)
        #expect(try catalogue.model(named: "embedded/blocksworld-drafter").price == .free)
        #expect(try catalogue.model(named: "lab/unlisted").price == nil)
    }

    @Test func whatAModelTakesIsSaidFieldByField() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: """
                providers:
                  claude: {api: anthropic, base_url: https://claude.lab.example/v1, key_env: LAB_KEY}
                  gpu: {api: ollama, base_url: "http://10.0.0.9:11434"}
                models:
                  openai/gpt-5: {reasoning_effort: low}
                  claude/big: {reasoning: effort, reasoning_effort: high, caching: unasked, max_completion_tokens: true}
                  gpu/qwen3: {reasoning_effort: none, reasoning: switch, seed: false, signed_calls: true}
                """)
        let catalogue = try sandbox.load().catalogue
        #expect(try catalogue.model(named: "openai/gpt-5").effort == .low)
        let big = try catalogue.model(named: "claude/big")
        #expect(
            big.capabilities
                == Capabilities(seed: false, usesMaxCompletionTokens: true, reasoning: .effort, caching: .unasked))
        #expect(big.effort == .high)
        #expect(try catalogue.model(named: "claude/small").capabilities.caching == .marks)
        let qwen = try catalogue.model(named: "gpu/qwen3")
        #expect(qwen.capabilities == Capabilities(seed: false, reasoning: .toggle, marksForeignCalls: true))
        #expect(qwen.effort == ReasoningEffort.none)
        #expect(try catalogue.provider(named: "gpu").place == "http://10.0.0.9:11434/api/chat")
    }

    @Test func aServerOfOllamasOwnApiThatIsStartedHereHasNoV1() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: """
                providers:
                  here: {command: [serve, "{port}"], api: ollama}
                """)
        #expect(try sandbox.load().catalogue.provider(named: "here").baseURL == "http://127.0.0.1")
    }

    @Test(arguments: [
        ("pooling", "http://127.0.0.1"), ("classify", "http://127.0.0.1"), ("score", "http://127.0.0.1/v1"),
        ("rerank", "http://127.0.0.1/v1"),
    ])
    func aServerOfRewardModelsThatIsStartedHereIsAskedWhereVLLMHasTheEndpoint(api: String, address: String) throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: "providers:\n  here: {api: \(api), command: [serve, \"{port}\"]}")
        #expect(try sandbox.load().catalogue.provider(named: "here").baseURL == address)
    }

    @Test func anAddressThatIsWrittenStays() throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: "providers:\n  lab: {api: classify, base_url: \"http://10.0.0.9:30000/v1\"}")
        #expect(try sandbox.load().catalogue.provider(named: "lab").place == "http://10.0.0.9:30000/v1/classify")
    }

    @Test func capabilitiesLeaveTheShippedPriceInPlace() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: """
                models:
                  openai/gpt-4.1: {tools: false, temperature: false, logprobs: false, context: 10, max_output: 5}
                """)
        let catalogue = try sandbox.load().catalogue
        let model = try catalogue.model(named: "openai/gpt-4.1")
        #expect(
            model.capabilities
                == Capabilities(
                    tools: false, temperature: false, logprobs: false, caching: .key, contextLength: 10, maxOutput: 5))
        #expect(model.price == Catalogue.builtIn.prices.tariff(of: model.id)?.row(at: nil)?.price)
        #expect(catalogue.prices.tariff(of: model.id)?.row(at: nil)?.source.contains("openai.com") == true)
    }

    @Test func aPriceMayDependOnTheCall() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: """
                providers: {lab: {base_url: "https://lab.example/v1"}}
                models:
                  lab/m:
                    price:
                      input: 3
                      output: 15
                      cache_write: 3.75
                      cache_write_1h: 6
                      reasoning: 16
                      request: 0.01
                      when:
                        - {prompt_above: 200000, input: 6, output: 22.5}
                        - {service: Batch, hours: "mon-fri 16:30-00:30", factor: 0.5}
                """)
        let settings = try sandbox.load()
        let row = try #require(try settings.catalogue.model(named: "lab/m").tariff?.row(at: nil))
        #expect(row.source == "your configuration" && row.from == nil)
        #expect(
            row.price
                == Price(
                    input: 3_000_000_000, output: 15_000_000_000, cacheWrite: 3_750_000_000,
                    cacheWriteHour: 6_000_000_000, reasoning: 16_000_000_000, request: 10_000_000))
        #expect(row.rules.map(\.promptAbove) == [200_000, nil])
        #expect(row.rules[0].parts[.cacheRead] == 6_000_000_000, "what has no price of its own follows")
        #expect(row.rules[1].service == "batch" && row.rules[1].factor == 500_000)
        let shown = settings.lines.first { $0.key == "models.lab/m.price.when" }
        #expect(shown?.text == "prompt above 200000 tokens; service batch, mon-fri 16:30-00:30 UTC")
    }

    @Test(arguments: [
        ("{factor: 2}", "nobody says when this holds"), ("{service: batch}", "nothing is changed here"),
        ("{hours: noon, factor: 2}", "“noon” is no time of day"), ("{prompt_above: -1, factor: 2}", "prompt_above"),
        ("{service: batch, factor: -1}", "factor"), ("{service: batch, factr: 2}", "did you mean “factor”"),
        ("{service: batch, input: cheap}", "input"), ("3", "a mapping"),
    ])
    func aConditionThatCannotBeReadIsSaidToBeOne(rule: String, complaint: String) throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: "models: {openai/x: {price: {input: 1, output: 2, when: [\(rule)]}}}")
        #expect(sandbox.complaint()?.contains(complaint) == true, "\(sandbox.complaint() ?? "")")
    }

    @Test func aStrongerFileKeepsThePriceOfAWeakerOne() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: "models: {lab/a: {context: 100}}",
            system: """
                providers: {lab: {base_url: "http://lab/v1"}}
                models: {lab/a: {price: {input: 1, output: 2}, tools: false, hourly_rate: 3}}
                """)
        let model = try sandbox.load().catalogue.model(named: "lab/a")
        #expect(model.price == Price(input: 1_000_000_000, output: 2_000_000_000))
        #expect(model.hourlyRate == Money(nanodollars: 3_000_000_000))
        #expect(model.capabilities == Capabilities(tools: false, contextLength: 100))
    }

    @Test func aProviderWithACommandIsAServerOfThisMachine() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: """
                providers:
                  here:
                    command: [./bin/server, -m, ~/models/x.gguf, --port, "{port}", --parallel, 4]
                    slots: 3
                    memory: 1.5GB
                    idle_timeout: 0s
                    start_timeout: 90s
                  ollama:
                    command: [ollama, serve]
                engines: {memory_limit: 8GB, threads: 3}
                """)
        let settings = try sandbox.load()
        let folder = "\(sandbox.home)/.config/outrider"
        let here = try settings.catalogue.provider(named: "here")
        #expect(
            here.server
                == LocalServerSettings(
                    command: [
                        "\(folder)/bin/server", "-m", "\(sandbox.home)/models/x.gguf", "--port", "{port}", "--parallel",
                        "4",
                    ],
                    folder: folder, slots: 3, memory: ByteCount(1_500_000_000), idleTimeout: .zero,
                    startTimeout: .seconds(90)))
        #expect(here.timeouts == .local)
        #expect(try settings.catalogue.model(named: "here/any").price == .free)
        let ollama = try settings.catalogue.provider(named: "ollama")
        #expect(ollama.baseURL == "http://127.0.0.1:11434")
        #expect(ollama.server == LocalServerSettings(command: ["ollama", "serve"], folder: folder))
        #expect(settings.engines.memoryLimit?.value == ByteCount(8_000_000_000))
        #expect(settings.engines.threads?.value == 3)
        #expect(settings.lines.first { $0.key == "engines.threads" }?.text == "3")
        #expect(
            settings.lines.first { $0.key == "providers.here.command" }?.text == "server and 6 arguments",
            "what may be secret is not shown")
    }

    @Test func aStrongerFileChangesWhatItSaysOfAServer() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: "providers: {here: {slots: 2}}",
            system: "providers: {here: {command: [server, '{port}'], idle_timeout: 1h}}")
        let server = try sandbox.load().catalogue.provider(named: "here").server
        #expect(server?.slots == 2)
        #expect(server?.idleTimeout == .seconds(3600))
        #expect(server?.folder == "\(sandbox.root)/etc/outrider")
    }
}
