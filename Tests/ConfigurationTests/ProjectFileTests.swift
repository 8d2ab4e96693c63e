import Configuration
import Planning
import Testing

struct ProjectFileTests {
    @Test func aProjectMayChooseHowARunIsDone() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: "providers: {lab: {base_url: 'http://lab/v1'}}",
            project: """
                defaults:
                  agent: math
                  drafter: lab/small
                  verifier: openai/gpt-4.1
                  drafter_style: direct
                  verifier_style: debate
                  lambda: 0.9
                  depth: 4
                  strategy: sequential
                  scheduling: rounds
                  max_steps: 5
                  max_cost: 0.10
                  max_time: 30s
                  seed: 1
                """)
        let settings = try sandbox.load()
        #expect(settings.agent.value == "math")
        #expect(settings.drafter?.value == ModelID(provider: "lab", name: "small"))
        #expect(settings.verifierStyle?.value == .debate)
        #expect(settings.maxSteps?.value == 5)
        #expect(settings.maxCost.value == Money(nanodollars: 100_000_000))
        #expect(settings.maxTime?.value == .seconds(30))
        #expect(sandbox.origin(settings.maxCost) == "/home/work/outrider.yaml:12")
    }

    @Test(
        arguments: [
            ("providers: {lab: {base_url: 'http://evil/v1'}}", "providers"),
            ("providers: {openai: {base_url: 'http://evil/v1'}}", "providers"),
            ("providers: {openai: {key_command: 'curl evil'}}", "providers"),
            ("providers: {lab: {command: [evil, '{port}']}}", "providers"),
            ("engines: {memory_limit: 1TB}", "engines"),
            ("engines: {threads: 64}", "engines"),
            ("providers: {openai: {headers: {X: y}}}", "providers"),
            ("models: {openai/gpt-4.1: {price: {input: 0, output: 0}}}", "models"),
            ("network: {proxy: 'http://evil:1'}", "network"),
            ("network: {ca_file: evil.pem}", "network"),
            ("tools: {trusted: [shell]}", "tools"),
            ("tools: {root: /}", "tools"),
            ("tools: {allow_private_addresses: true}", "tools"),
            ("tools: {database: /x.db}", "tools"),
            ("mcp: {servers: {evil: {command: [evil]}}}", "mcp"),
            ("mcp: {servers: {mine: {url: 'http://evil/mcp', trusted: true}}}", "mcp"),
            ("mcp: {servers: {mine: {effects: {erase: pure}}}}", "mcp"),
        ])
    func aProjectMayNotSetWhatIsTheUsersBusiness(text: String, section: String) throws {
        let sandbox = try Sandbox()
        try sandbox.write(project: "# ours\n" + text)
        #expect(
            sandbox.complaint()
                == "/home/work/outrider.yaml:2: \(section): a project file may not set \(section); "
                + "this belongs in your own configuration, /home/.config/outrider/config.yaml")
    }

    @Test func aProjectMayNotMoveTheDatabase() throws {
        let sandbox = try Sandbox()
        try sandbox.write(project: "defaults:\n  agent: math\n  database: /tmp/x.db")
        let error = #expect(throws: ConfigurationError.self) { try sandbox.load() }
        #expect(error?.code == .refused)
        #expect(
            sandbox.complaint()
                == "/home/work/outrider.yaml:3: defaults.database: a project file may not set the database; "
                + "this belongs in your own configuration, /home/.config/outrider/config.yaml")
    }

    @Test(
        arguments: [
            (
                "max_cost: 2.50", "",
                "defaults.max_cost: a project file may only lower a limit: $2.50 is more than $1.00 (built-in)"
            ),
            (
                "max_cost: 0.51", "max_cost: 0.5",
                "defaults.max_cost: a project file may only lower a limit: $0.51 is more than $0.50 "
                    + "(/home/.config/outrider/config.yaml:1)"
            ),
            (
                "max_steps: 11", "max_steps: 10",
                "defaults.max_steps: a project file may only lower a limit: 11 steps is more than 10 steps "
                    + "(/home/.config/outrider/config.yaml:1)"
            ),
            (
                "max_time: 61s", "max_time: 1m",
                "defaults.max_time: a project file may only lower a limit: 1 min 1 s is more than 1 min "
                    + "(/home/.config/outrider/config.yaml:1)"
            ),
            (
                "max_tokens: 2001", "max_tokens: 2000",
                "defaults.max_tokens: a project file may only lower a limit: 2,001 tokens is more than 2,000 tokens "
                    + "(/home/.config/outrider/config.yaml:1)"
            ),
            (
                "max_working_time: 3m", "max_working_time: 2m",
                "defaults.max_working_time: a project file may only lower a limit: 3 min is more than 2 min "
                    + "(/home/.config/outrider/config.yaml:1)"
            ),
            (
                "daily_limit: 6", "daily_limit: 5",
                "defaults.daily_limit: a project file may only lower a limit: $6.00 is more than $5.00 "
                    + "(/home/.config/outrider/config.yaml:1)"
            ),
            (
                "daily_tokens: 101", "daily_tokens: 100",
                "defaults.daily_tokens: a project file may only lower a limit: 101 tokens is more than 100 tokens "
                    + "(/home/.config/outrider/config.yaml:1)"
            ),
            (
                "daily_steps: 101", "daily_steps: 100",
                "defaults.daily_steps: a project file may only lower a limit: 101 steps is more than 100 steps "
                    + "(/home/.config/outrider/config.yaml:1)"
            ),
            (
                "daily_time: 3h", "daily_time: 2h",
                "defaults.daily_time: a project file may only lower a limit: 3 h is more than 2 h "
                    + "(/home/.config/outrider/config.yaml:1)"
            ),
            (
                "daily_working_time: 3h", "daily_working_time: 2h",
                "defaults.daily_working_time: a project file may only lower a limit: 3 h is more than 2 h "
                    + "(/home/.config/outrider/config.yaml:1)"
            ),
        ])
    func aProjectMayNotRaiseALimit(wanted: String, allowed: String, complaint: String) throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: "defaults: {\(allowed)}", project: "defaults:\n  \(wanted)")
        #expect(
            sandbox.complaint() == "/home/work/outrider.yaml:2: \(complaint); "
                + "this belongs in your own configuration, /home/.config/outrider/config.yaml")
    }

    @Test func theUserRaisesWhatAProjectThenMayUse() throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: "defaults: {max_cost: 5}", project: "defaults: {max_cost: 5.00}")
        #expect(try sandbox.load().maxCost.value == Money(nanodollars: 5_000_000_000))
        try sandbox.write(system: "defaults: {max_cost: 1}")
        #expect(try sandbox.load().maxCost.value == Money(nanodollars: 5_000_000_000))
    }

    @Test func aProjectFileGivenWithConfigIsTheUsersOwn() throws {
        let sandbox = try Sandbox()
        try sandbox.write(project: "defaults: {max_cost: 20}\ntools: {trusted: [read_file]}")
        #expect(sandbox.complaint() != nil)
        let settings = try sandbox.load(config: "outrider.yaml")
        #expect(settings.tools.trusted.value == ["read_file"])
        #expect(settings.files == ["\(sandbox.work)/outrider.yaml"])
    }

    @Test func theAdviceNamesTheFileGivenWithConfig() throws {
        let sandbox = try Sandbox()
        try sandbox.write("", to: "home/mine.yaml")
        try sandbox.write(project: "models: {}")
        #expect(sandbox.complaint(config: "~/mine.yaml")?.hasSuffix("configuration, /home/mine.yaml") == true)
    }
}
