import Configuration
import Planning
import Testing

struct SecrecyTests {
    @Test func theListingShowsOriginsAndNoSecret() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: """
                defaults: {max_cost: 0.250, max_time: 10m, verifier: lab/x}
                providers:
                  lab:
                    base_url: https://me:hunter2@lab.example/v1?key=hunter2
                    key_command: echo hunter2
                    headers: {Authorization: Bearer hunter2}
                    timeouts: {idle: 5s}
                models:
                  lab/x: {price: {input: 0.10, output: 1}, tools: false}
                network: {proxy: "http://me:hunter2@proxy:1/"}
                """)
        let settings = try sandbox.load(["OUTRIDER_DEPTH": "2"])
        let listing = settings.lines.map { line in
            "\(line.key) = \(line.text) (\(line.origin))".replacing(sandbox.root, with: "")
        }
        let file = "/home/.config/outrider/config.yaml"
        #expect(
            listing == [
                "defaults.agent = blocksworld (built-in)",
                "defaults.verifier = lab/x (\(file):1)",
                "defaults.lambda = 0.5 (built-in)",
                "defaults.depth = 2 (OUTRIDER_DEPTH)",
                "defaults.strategy = dsp (built-in)",
                "defaults.scheduling = continuous (built-in)",
                "defaults.max_cost = 0.25 (\(file):1)",
                "defaults.max_time = 10 min (\(file):1)",
                "defaults.hedging = true (built-in)",
                "defaults.database = /home/.local/share/outrider/outrider.db (built-in)",
                "providers.lab.base_url = https://lab.example/v1 (\(file):4)",
                "providers.lab.headers.Authorization = (not shown) (\(file):6)",
                "providers.lab.key_command = (a command, not shown) (\(file):5)",
                "providers.lab.timeouts.idle = 5 s (\(file):7)",
                "models.lab/x.price.input = 0.1 (\(file):9)",
                "models.lab/x.price.output = 1 (\(file):9)",
                "models.lab/x.tools = false (\(file):9)",
                "network.proxy = http://proxy:1/ (\(file):10)",
                "network.no_proxy = localhost,127.0.0.1,::1 (built-in)",
                "tools.trusted = calculator, list_files, read_file, search_files, write_file, edit_file, sql_query (built-in)",
                "tools.allow_private_addresses = false (built-in)",
                "tools.shell = destructive (built-in)",
            ])
    }

    @Test func aNewSourceOfAKeyReplacesTheOldOneInTheListing() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: "providers: {openai: {key_env: MY_KEY}}", system: "providers: {openai: {key_file: /old.key}}")
        let keys = try sandbox.load().lines.filter { $0.key.hasPrefix("providers.") }
        #expect(keys.map(\.key) == ["providers.openai.key_env"])
        #expect(keys.map(\.text) == ["MY_KEY"])
    }

    @Test(
        arguments: [
            "providers: {openai: sk-hunter2}", "providers: sk-hunter2", "providers: {openai: {key: sk-hunter2}}",
            "providers: {openai: {api_key: sk-hunter2}}", "providers: {openai: {key_env: sk-hunter2}}",
            "providers: {openai: {key_env: gsk_hunter2}}", "providers: {openai: {headers: Bearer hunter2}}",
            "providers: {openai: {headers: {X-Key: \"hunter2\\nX: y\"}}}",
            "providers: {openai: {headers: {X-Key: [hunter2]}}}",
            "providers: {openai: {base_url: 'http://:hunter2@/v1'}}",
            "providers: {openai: {base_url: 'htp://me:hun/hunter2@h/v1'}}",
            "network: {proxy: 'x://me:hunter2@h'}", "network: {proxy: 'http://me:hunter2@h h'}",
        ])
    func noErrorShowsWhatMayBeAKey(text: String) throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: text)
        let complaint = try #require(sandbox.complaint())
        #expect(!complaint.contains("hunter2"))
        #expect(complaint.hasPrefix("/home/.config/outrider/config.yaml:1: "))
    }

    @Test func whoWritesAKeyDownIsToldWhereItBelongs() throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: "providers:\n  openai:\n    api_key: sk-1")
        #expect(
            sandbox.complaint()
                == "/home/.config/outrider/config.yaml:3: providers.openai.api_key: "
                + "a key does not stand in a configuration file; expected key_env, key_command or key_file here, "
                + "or a key stored by `outrider keys set`")
    }

    @Test func amountsOfDollarsAreReadDigitByDigit() {
        #expect(Money(decimal: "0.1") == Money(nanodollars: 100_000_000))
        #expect(Money(decimal: "12") == Money(nanodollars: 12_000_000_000))
        for text in ["", "-1", "1e3", ".5", "1.", "$1", "1,5", "0x1", "nan", " 1", "0.1234567891"] {
            #expect(Money(decimal: text) == nil, "\(text)")
        }
    }
}
