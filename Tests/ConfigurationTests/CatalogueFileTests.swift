import Backends
import Planning
import Testing

@testable import Configuration

struct CatalogueFileTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test func aProviderIsReadWithAllItsFields() throws {
        try sandbox.write(
            sandbox.userFile,
            """
            providers:
              work:
                api: openai
                base_url: https://models.example.com/v1/
                key_command: pass show work
                headers: {X-Title: outrider, X-Team: "7"}
            """)
        let provider = try sandbox.settings().catalogue.provider(named: "work")
        #expect(
            provider
                == Provider(
                    name: "work", baseURL: "https://models.example.com/v1", key: .command("pass show work"),
                    headers: ["X-Title": "outrider", "X-Team": "7"]))
    }

    @Test(arguments: [
        ("key_env: WORK_KEY", KeySource.environment("WORK_KEY")), ("key_command: print key", .command("print key")),
        ("key_file: /run/key", .file("/run/key")),
    ])
    func aKeyComesFromOnePlace(line: String, source: KeySource) throws {
        try sandbox.write(sandbox.userFile, "providers:\n  work:\n    base_url: http://localhost:1/v1\n    \(line)\n")
        #expect(try sandbox.settings().catalogue.providers["work"]?.key == source)
    }

    @Test func aKeyFileIsFoundFromItsConfigurationFileOrFromHome() throws {
        try sandbox.write(
            sandbox.userFile, "providers:\n  openai: {key_file: keys/mine}\n  groq: {key_file: ~/groq.key}\n")
        let providers = try sandbox.settings().catalogue.providers
        #expect(providers["openai"]?.key == .file(sandbox.path + "/home/.config/outrider/keys/mine"))
        #expect(providers["groq"]?.key == .file(sandbox.path + "/home/groq.key"))
    }

    @Test func aKnownProviderKeepsWhatIsNotSaid() throws {
        try sandbox.write(sandbox.systemFile, "providers:\n  openai: {base_url: \"https://proxy.test/v1\"}\n")
        try sandbox.write(sandbox.userFile, "providers:\n  openai: {key_env: MY_KEY}\n")
        let settings = try sandbox.settings()
        let provider = try settings.catalogue.provider(named: "openai")
        #expect(provider.baseURL == "https://proxy.test/v1")
        #expect(provider.key == .environment("MY_KEY"))
        let origins = Dictionary(uniqueKeysWithValues: settings.rows.map { ($0.name, $0.origin.description) })
        #expect(origins["providers.openai.base_url"] == sandbox.systemFile + ":2")
        #expect(origins["providers.openai.key"] == sandbox.userFile + ":2")
        #expect(origins["providers.openai.api"] == "built-in")
    }

    @Test func aLocalServerThatIsMovedAwayIsNoLongerFreeUnseen() throws {
        try sandbox.write(sandbox.userFile, "providers:\n  ollama: {base_url: \"https://rented.test/v1\"}\n")
        #expect(try sandbox.settings().catalogue.model(named: "ollama/any").price == nil)
        try sandbox.write(sandbox.userFile, "providers:\n  ollama: {base_url: \"http://localhost:9/v1\"}\n")
        #expect(try sandbox.settings().catalogue.model(named: "ollama/any").price == .free)
    }

    @Test func aModelIsReadToTheLastDigit() throws {
        try sandbox.write(
            sandbox.userFile,
            """
            providers:
              work: {base_url: "https://models.example.com/v1", key_env: WORK}
            models:
              work/team/large:
                input: 0.1
                output: 2
                cache_read: 0.0025
                cache_write: 0.000000001
                capabilities: {tools: false, temperature: false, logprobs: true, uses_max_completion_tokens: true,
                  context_length: 200000, max_output: 8000}
              work/rented: {hourly_rate: 1.89}
            """)
        let catalogue = try sandbox.settings().catalogue
        let large = try catalogue.model(named: "work/team/large")
        #expect(
            large.price
                == Price(input: 100_000_000, output: 2_000_000_000, cacheRead: 2_500_000, cacheWrite: 1))
        #expect(
            large.capabilities
                == Capabilities(
                    tools: false, temperature: false, logprobs: true, usesMaxCompletionTokens: true,
                    contextLength: 200_000, maxOutput: 8000))
        let rented = try catalogue.model(named: "work/rented")
        #expect(rented.price == nil)
        #expect(rented.hourlyRate == Money(nanodollars: 1_890_000_000))
    }

    @Test func layersOfOneModelAddUp() throws {
        try sandbox.write(sandbox.systemFile, "models:\n  groq/x: {input: 1, output: 2, hourly_rate: 3}\n")
        try sandbox.write(sandbox.userFile, "models:\n  groq/x: {capabilities: {tools: false}}\n")
        let model = try sandbox.settings().catalogue.model(named: "groq/x")
        #expect(model.price == Price(input: 1_000_000_000, output: 2_000_000_000))
        #expect(model.hourlyRate == Money(nanodollars: 3_000_000_000))
        #expect(!model.capabilities.tools)
    }

    @Test(arguments: [
        ("work: {}", "2: providers.work: the key “base_url” is missing"),
        ("work: {base_url: models.example.com}", "2: providers.work.base_url: this is no address"),
        ("work: {base_url: \"ftp://x/\"}", "this is no address"),
        ("work: {base_url: \"https://u:hunter2@x/\"}", "has a user, a password"),
        ("work: {base_url: \"https://x/?key=hunter2\"}", "has a user, a password, a query"),
        ("work: {base_url: \"https://x\", api: telepathy}", "“telepathy” is not known"),
        ("openai: {key: sk-hunter2}", "the key “key” is not known"),
        ("openai: {key_env: sk-hunter2}", "2: providers.openai.key_env: this is no name of a variable"),
        ("openai: {key_env: A, key_file: b}", "the key is said to come from key_env and from key_file"),
        ("openai: {key_command: \"\"}", "the command is empty"),
        ("openai: {key_file: \"\"}", "the path is empty"),
        ("openai: {headers: {\"X Y\": hunter2}}", "this cannot be a header's name"),
        ("openai: {headers: {X-Y: \"hunter2\\r\\nZ: 1\"}}", "the value has a control character"),
        ("openai: {headers: [a]}", "there is a list here"),
        ("\"../x\": {base_url: \"https://x\"}", "this cannot be a provider's name"),
        ("openai: sk", "there is “sk” here"),
    ])
    func aProviderThatCannotBeUsedIsNamedWithoutItsSecrets(line: String, words: String) throws {
        let complaint = try #require(try sandbox.complaint("providers:\n  \(line)\n"))
        #expect(complaint.contains(words), "\(complaint)")
        #expect(!complaint.contains("hunter2"))
    }

    @Test(arguments: [
        ("gpt: {input: 1, output: 1}", "“gpt” is no model's full name"),
        ("opnai/gpt: {input: 1, output: 1}", "did you mean “openai”?"),
        ("openai/x: {input: 1}", "the key “output” is missing"),
        ("openai/x: {cache_read: 1}", "the key “input” is missing"),
        ("openai/x: {input: -1, output: 1}", "2: models.openai/x.input: “-1” is no price"),
        ("openai/x: {input: 1e3, output: 1}", "“1e3” is no price"),
        ("openai/x: {input: $1, output: 1}", "“$1” is no price"),
        ("openai/x: {input: 0.0000000001, output: 1}", "is no price"),
        ("openai/x: {input: 99999999999, output: 1}", "is no price"),
        ("openai/x: {hourly_rate: cheap}", "expected dollars per hour"),
        ("openai/x: {price: 1}", "the key “price” is not known"),
        ("openai/x: {capabilities: {tools: maybe}}", "expected true or false"),
        ("openai/x: {capabilities: {context_length: 0}}", "expected a whole number of at least 1"),
        ("openai/x: {capabilities: {tolls: true}}", "did you mean “tools”?"),
    ])
    func aModelThatCannotBeUsedIsNamedWithItsLine(line: String, words: String) throws {
        let complaint = try #require(try sandbox.complaint("models:\n  \(line)\n"))
        #expect(complaint.contains(words), "\(complaint)")
    }

    @Test func nothingSecretIsShown() throws {
        try sandbox.write(
            sandbox.userFile,
            "providers:\n  openai: {key_command: echo hunter2, headers: {X-Secret: hunter2}}\n")
        let rows = try sandbox.settings().rows
        #expect(rows.first { $0.name == "providers.openai.key" }?.text == "from a command")
        #expect(rows.first { $0.name == "providers.openai.headers" }?.text == "X-Secret")
        #expect(rows.allSatisfy { !$0.text.contains("hunter2") })
    }
}
