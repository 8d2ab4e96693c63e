import Configuration
import Foundation
import Testing

struct InvalidConfigurationTests {
    /// A file with one mistake, and what is said about it after the file's path.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let text: String
        let complaint: String
        var testDescription: String { text }

        init(_ text: String, _ complaint: String) {
            self.text = text
            self.complaint = complaint
        }
    }

    @Test(
        arguments: [
            Mistake(
                "defaults:\n  lambda: 1.5",
                "2: defaults.lambda: “1.5” is no λ; expected a number from 0 (save money) to 1 (save time), or an amount such as $30/h"
            ),
            Mistake(
                "defaults: {lambda: -0.1}",
                "1: defaults.lambda: “-0.1” is no λ; expected a number from 0 (save money) to 1 (save time), or an amount such as $30/h"
            ),
            Mistake(
                "defaults: {lambda: .nan}",
                "1: defaults.lambda: “.nan” is no λ; expected a number from 0 (save money) to 1 (save time), or an amount such as $30/h"
            ),
            Mistake(
                "defaults: {lambda: [1]}",
                "1: defaults.lambda: this is no λ; expected a number from 0 (save money) to 1 (save time), or an amount such as $30/h"
            ),
            Mistake(
                "defaults:\n  max_cost: -1",
                "2: defaults.max_cost: “-1” is negative; expected an amount of dollars such as 0.50"),
            Mistake(
                "defaults: {max_cost: $2}",
                "1: defaults.max_cost: “$2” is no plain decimal number with at most nine decimals; "
                    + "expected an amount of dollars such as 0.50"),
            Mistake(
                "defaults: {max_cost: 1e-3}",
                "1: defaults.max_cost: “1e-3” is no plain decimal number with at most nine decimals; "
                    + "expected an amount of dollars such as 0.50"),
            Mistake(
                "defaults: {max_cost: 0.0000000001}",
                "1: defaults.max_cost: “0.0000000001” is no plain decimal number with at most nine decimals; "
                    + "expected an amount of dollars such as 0.50"),
            Mistake(
                "defaults: {max_cost: 99999999999}",
                "1: defaults.max_cost: “99999999999” is no plain decimal number with at most nine decimals; "
                    + "expected an amount of dollars such as 0.50"),
            Mistake(
                "defaults: {max_steps: many}",
                "1: defaults.max_steps: there is “many” here; expected a whole number from 1 to 100000"),
            Mistake(
                "defaults: {depth: -1}",
                "1: defaults.depth: there is “-1” here; expected a whole number from 0 to 64"),
            Mistake(
                "defaults: {max_time: 90}",
                "1: defaults.max_time: there is “90” here; expected a duration such as 90s, 5m or 1h30m"),
            Mistake(
                "defaults: {max_time: 0s}",
                "1: defaults.max_time: no time at all is too short; expected a duration such as 90s"),
            Mistake(
                "defaults: {strategy: dps}",
                "1: defaults.strategy: “dps” is not known (did you mean “dsp”?); "
                    + "expected one of dsp, sequential, draft-only, rsd, cascade, delegate, srm, scot, best-of-n, "
                    + "self-consistency, pdr"),
            Mistake(
                "defaults: {drafter_style: [cot]}",
                "1: defaults.drafter_style: there is a list here; expected one of direct, cot, react, debate"),
            Mistake(
                "defaults: {agent: }",
                "1: defaults.agent: there is nothing here; expected a text"),
            Mistake(
                "defaults: {agent: '  '}",
                "1: defaults.agent: there is no usable text here; "
                    + "expected an agent's name or the path of its file"),
            Mistake(
                "defaults: {drafter: gpt-4.1-mini}",
                "1: defaults.drafter: “gpt-4.1-mini” is no model's full name, which is provider/model; "
                    + "expected provider/model, perhaps “openai/gpt-4.1-mini”"),
            Mistake(
                "defaults:\n  agent: math\n  verifier: opnai/gpt-4.1",
                "3: defaults.verifier: there is no provider “opnai”; expected one of anthropic, deepseek, gemini, groq, llamacpp, "
                    + "lmstudio, mistral, ollama, openai, openrouter, together, vllm, perhaps “openai”, "
                    + "or a provider of your configuration"),
            Mistake(
                "models: {nobody/x: {context: 5}}",
                "1: models.nobody/x: there is no provider “nobody”; expected one of anthropic, deepseek, gemini, groq, llamacpp, "
                    + "lmstudio, mistral, ollama, openai, openrouter, together, vllm, "
                    + "or a provider of your configuration"),
            Mistake(
                "models:\n  openai/gpt-4.1: {reasoning_effort: low}",
                "2: models.openai/gpt-4.1.reasoning_effort: as far as is known, openai/gpt-4.1 cannot be told how much "
                    + "to think; expected no reasoning_effort, or reasoning: effort, budget or switch beside it"),
            Mistake(
                "models:\n  openai/gpt-5: {reasoning_effort: low, reasoning: none}",
                "2: models.openai/gpt-5.reasoning_effort: as far as is known, openai/gpt-5 cannot be told how much "
                    + "to think; expected no reasoning_effort, or reasoning: effort, budget or switch beside it"),
            Mistake(
                "providers:\n  ollama: {base_url: 'http://10.0.0.9:11434/v1/'}",
                "2: providers.ollama.base_url: the address of Ollama's own API ends before /v1; "
                    + "expected an address such as http://host:11434, or api: openai for the one with /v1"),
            Mistake(
                "models:\n  openai/x:\n    price: {input: -1, output: 2}",
                "3: models.openai/x.price.input: “-1” is negative; "
                    + "expected dollars per million tokens such as 0.15"),
            Mistake(
                "models: {openai/x: {price: {input: 1}}}",
                "1: models.openai/x.price: the key “output” is missing; "
                    + "expected output: dollars per million tokens"),
            Mistake(
                "models: {openai/x: {tools: yes}}",
                "1: models.openai/x.tools: there is “yes” here; expected true or false"),
            Mistake(
                "default: {}",
                "1: default: the key “default” is not known (did you mean “defaults”?); "
                    + "expected one of defaults, providers, models, engines, network, tools, mcp"),
            Mistake(
                "defaults:\n  lamda: 1",
                "2: defaults.lamda: the key “lamda” is not known (did you mean “lambda”?); expected one of agent, "
                    + "drafter, verifier, drafter_style, verifier_style, lambda, depth, controller, strategy, "
                    + "scheduling, max_steps, max_cost, max_tokens, max_time, max_working_time, daily_limit, "
                    + "daily_tokens, daily_steps, daily_time, daily_working_time, hedging, seed, database"),
            Mistake(
                "defaults: 5",
                "1: defaults: there is “5” here; expected a mapping with the keys agent, "
                    + "drafter, verifier, drafter_style, verifier_style, lambda, depth, controller, strategy, "
                    + "scheduling, max_steps, max_cost, max_tokens, max_time, max_working_time, daily_limit, "
                    + "daily_tokens, daily_steps, daily_time, daily_working_time, hedging, seed, database"),
            Mistake(
                "providers: {lab: {api: chat, base_url: 'http://h'}}",
                "1: providers.lab.api: “chat” is not known; expected one of openai, responses, anthropic, gemini, ollama, "
                    + "rerank, score, pooling, classify"
            ),
            Mistake(
                "providers:\n  lab:\n    api: openai",
                "2: providers.lab: the key “base_url” is missing; "
                    + "expected base_url: the address of this new provider, or command: what starts it on this machine"),
            Mistake(
                "providers: {lab: {base_url: 'http://h', slots: 2}}",
                "1: providers.lab.slots: “slots” says nothing of a server that others run; "
                    + "expected command: what starts the server on this machine"),
            Mistake(
                "providers: {lab: {command: []}}",
                "1: providers.lab.command: there is no program; expected a list of the program and its arguments"),
            Mistake(
                "providers: {lab: {command: [server, --port, {port}]}}",
                "1: providers.lab.command[2]: this is no argument; expected a text, with “\"{port}\"” in quotes"),
            Mistake(
                "providers: {lab: {command: [server]}}",
                "1: providers.lab: nobody says which port the server listens on; expected “\"{port}\"” in its command, "
                    + "or a base_url with the port that it takes of its own accord"),
            Mistake(
                "providers: {lab: {command: [server, '{port}'], base_url: 'http://lab/v1'}}",
                "1: providers.lab: the server is started on this machine, and base_url leads elsewhere; "
                    + "expected no base_url, or http://127.0.0.1 with the port"),
            Mistake(
                "providers: {lab: {command: [server, --port, '{port}', --api-key, hunter2]}}",
                "1: providers.lab.command[3]: a key does not stand on a command line; "
                    + "expected a file, such as --api-key-file PATH"),
            Mistake(
                "providers: {lab: {command: [server, '{port}'], memory: 6}}",
                "1: providers.lab.memory: “6” is no amount of memory; expected an amount of memory such as 512MB or 6GB"
            ),
            Mistake(
                "engines: {memory_limit: lots}",
                "1: engines.memory_limit: “lots” is no amount of memory; "
                    + "expected an amount of memory such as 512MB or 6GB"),
            Mistake(
                "engines:\n  threads: 0",
                "2: engines.threads: there is “0” here; expected a whole number from 1 to 1024"),
            Mistake(
                "providers: {lab: {base_url: 'ftp://me:pw@host/v1?q'}}",
                "1: providers.lab.base_url: “ftp://host/v1” is no http or https address; "
                    + "expected an address such as https://host/v1"),
            Mistake(
                "providers: {lab: {base_url: 'localhost:8000'}}",
                "1: providers.lab.base_url: “localhost:8000” is no http or https address; "
                    + "expected an address such as https://host/v1"),
            Mistake(
                "providers: {a/b: {base_url: 'http://h'}}",
                "1: providers.a/b: this cannot be a provider's name; expected letters, digits, “-” and “_”"),
            Mistake(
                "providers: {openai: {max_concurrency: 0}}",
                "1: providers.openai.max_concurrency: there is “0” here; "
                    + "expected a whole number from 1 to 100000"),
            Mistake(
                "providers: {openai: {key_env: A, key_command: b}}",
                "1: providers.openai.key_command: there is another source of the key already; "
                    + "expected one of key_env, key_command, key_file"),
            Mistake(
                "providers: {openai: {timeouts: {first: 3s}}}",
                "1: providers.openai.timeouts.first: the key “first” is not known; "
                    + "expected one of connect, first_byte, idle, total"),
            Mistake(
                "network: {proxy: 'gopher://me:pw@host'}",
                "1: network.proxy: this is no address of a proxy; "
                    + "expected the address of a proxy such as http://proxy.example:3128"),
            Mistake(
                "tools:\n  trusted:\n    - read_file\n    - [x]",
                "4: tools.trusted[1]: there is a list here; expected a text"),
            Mistake(
                "tools: {allow_private_addresses: on}",
                "1: tools.allow_private_addresses: there is “on” here; expected true or false"),
        ])
    func aMistakeIsNamedWithFileLineAndField(mistake: Mistake) throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: mistake.text)
        #expect(sandbox.complaint() == "/home/.config/outrider/config.yaml:" + mistake.complaint)
    }

    @Test(
        arguments: [
            (
                "OUTRIDER_LAMBDA", "0,5",
                "“0,5” is no λ; expected a number from 0 (save money) to 1 (save time), or an amount such as $30/h"
            ),
            ("OUTRIDER_DEPTH", "deep", "there is “deep” here; expected a whole number from 0 to 64"),
            ("OUTRIDER_MAX_COST", "-2", "“-2” is negative; expected an amount of dollars such as 0.50"),
            ("OUTRIDER_MAX_TIME", "soon", "there is “soon” here; expected a duration such as 90s, 5m or 1h30m"),
            (
                "OUTRIDER_SCHEDULING", "round",
                "“round” is not known (did you mean “rounds”?); expected one of rounds, continuous"
            ),
            (
                "OUTRIDER_DRAFTER", "gpt-4.1",
                "“gpt-4.1” is no model's full name, which is provider/model; "
                    + "expected provider/model, perhaps “openai/gpt-4.1”"
            ),
            (
                "HTTPS_PROXY", "http://me:hunter2@ho st",
                "this is no address; expected the address of a proxy such as http://proxy.example:3128"
            ),
        ])
    func aMistakeInTheEnvironmentIsNamedWithItsVariable(name: String, value: String, complaint: String) throws {
        #expect(try Sandbox().complaint([name: value]) == "\(name): \(complaint)")
    }

    @Test func mistakesCountWhereAStrongerLayerHidesThem() throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: "defaults: {lambda: 1}", system: "defaults: {lambda: 2}")
        #expect(sandbox.complaint(["OUTRIDER_LAMBDA": "0"])?.hasPrefix("/etc/outrider/config.yaml:1: ") == true)
    }

    @Test func aModelThatIsNotInForceNeedsNoProvider() throws {
        let sandbox = try Sandbox()
        try sandbox.write(project: "defaults: {drafter: theirs/model}")
        #expect(sandbox.complaint()?.hasPrefix("/home/work/outrider.yaml:1: defaults.drafter: ") == true)
        #expect(sandbox.complaint(["OUTRIDER_DRAFTER": "openai/gpt-4.1"]) == nil)
    }

    @Test func aFileThatIsNoYAMLIsNamed() throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: "defaults:\n  agent: [math\n")
        #expect(sandbox.complaint()?.hasPrefix("/home/.config/outrider/config.yaml:3: this is not YAML") == true)
    }

    @Test func aFileThatCannotBeReadIsNamed() throws {
        let sandbox = try Sandbox()
        try sandbox.write("", to: "home/work/folder.yaml/x")
        let error = #expect(throws: ConfigurationError.self) { try sandbox.load(config: "folder.yaml") }
        #expect(error?.code == .unreadable)
        #expect(error?.description.contains("\(sandbox.work)/folder.yaml cannot be read") == true)
    }
}
