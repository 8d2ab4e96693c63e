import Backends
import Planning
import Testing

@testable import Configuration

struct SettingsTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test func withoutAnyFileTheBuiltInValuesHold() throws {
        let settings = try sandbox.settings()
        #expect(settings.agent == "blocksworld")
        #expect(settings.drafter == nil)
        #expect(settings.verifierStyle == nil)
        #expect(settings.lambda == 0.5)
        #expect(
            settings.limits == Limits(steps: 100, cost: Money(nanodollars: 1_000_000_000), time: .seconds(600)))
        #expect(settings.scheduling == "continuous")
        #expect(settings.database == sandbox.path + "/home/.local/share/outrider/outrider.db")
        #expect(settings.trustedTools == ["calculator", "list_files", "read_file", "search_files", "sql_query"])
        #expect(settings[.lambda]?.origin == .builtIn)
        #expect(settings.catalogue == .builtIn)
    }

    @Test func eachLayerStandsAboveTheOnesBelow() throws {
        let rows: [(write: () throws -> Void, lambda: Double, origin: String)] = [
            ({}, 0.5, "built-in"),
            ({ try sandbox.write(sandbox.systemFile, "defaults:\n  lambda: 0.1\n") }, 0.1, "\(sandbox.systemFile):2"),
            ({ try sandbox.write(sandbox.userFile, "defaults: {lambda: 0.2}") }, 0.2, "\(sandbox.userFile):1"),
            (
                { try sandbox.write(sandbox.projectFile, "\n\ndefaults:\n  lambda: 0.3\n") }, 0.3,
                "\(sandbox.projectFile):4"
            ),
        ]
        for row in rows {
            try row.write()
            let settings = try sandbox.settings()
            #expect(settings.lambda == row.lambda)
            #expect(settings[.lambda]?.origin.description == row.origin)
        }
        let environment = ["OUTRIDER_LAMBDA": "0.4"]
        let fromEnvironment = try sandbox.settings(environment: environment)
        #expect(fromEnvironment.lambda == 0.4)
        #expect(fromEnvironment[.lambda]?.origin.description == "OUTRIDER_LAMBDA")
        let fromFlag = try sandbox.settings(flags: [.lambda: "1"], environment: environment)
        #expect(fromFlag.lambda == 1)
        #expect(fromFlag[.lambda]?.origin.description == "--lambda")
    }

    @Test func everySettingCanBeSetInEveryTrustedLayer() throws {
        let texts: [SettingKey: (text: String, yaml: String, value: SettingValue)] = [
            .agent: ("math", "math", .text("math")),
            .drafter: ("a/b/c", "a/b/c", .text("a/b/c")),
            .verifier: ("a/d", "a/d", .text("a/d")),
            .drafterStyle: ("cot", "cot", .text("cot")),
            .verifierStyle: ("debate", "debate", .text("debate")),
            .lambda: ("0.25", "0.25", .number(0.25)),
            .maxCost: ("12.5", "12.5", .money(Money(nanodollars: 12_500_000_000))),
            .maxTime: ("1h30m", "1h30m", .time(.seconds(5400))),
            .maxSteps: ("7", "7", .count(7)),
            .scheduling: ("rounds", "rounds", .text("rounds")),
            .database: ("/tmp/x.db", "/tmp/x.db", .text("/tmp/x.db")),
            .trustedTools: ("http_get, calculator", "[http_get, calculator]", .names(["http_get", "calculator"])),
        ]
        #expect(Set(texts.keys) == Set(SettingKey.allCases))
        for (key, (text, yaml, value)) in texts {
            #expect(try sandbox.settings(flags: [key: text])[key]?.value == value)
            #expect(try sandbox.settings(environment: [key.variable: text])[key]?.value == value)
            for file in [sandbox.userFile, sandbox.systemFile] {
                try sandbox.write(file, "defaults:\n  \(key.rawValue): \(yaml)\n")
                #expect(try sandbox.settings()[key]?.value == value)
                try sandbox.write(file, "")
            }
        }
    }

    @Test(arguments: [
        (SettingKey.lambda, "1.5"), (.lambda, "-0.1"), (.lambda, "nan"), (.lambda, "0x1p-1"), (.lambda, ""),
        (.maxCost, "-1"), (.maxCost, "$1"), (.maxCost, "1e3"), (.maxTime, "5"), (.maxTime, "0s"), (.maxTime, "soon"),
        (.maxSteps, "0"), (.maxSteps, "1.5"), (.maxSteps, "9999999"), (.scheduling, "sometimes"),
        (.drafterStyle, "loud"), (.agent, ""), (.trustedTools, "a,,b"), (.trustedTools, "a b"),
        (.trustedTools, ","),
    ])
    func aValueThatCannotBeUsedIsNamedWithItsPlace(key: SettingKey, text: String) throws {
        let expected = SettingValue.expectation(for: key)
        let flag = #expect(throws: ConfigurationError.self) { try sandbox.settings(flags: [key: text]) }
        #expect(flag?.description == "\(key.flag): “\(text)” cannot be used; expected \(expected)")
        if !text.isEmpty {
            let variable = #expect(throws: ConfigurationError.self) {
                try sandbox.settings(environment: [key.variable: text])
            }
            #expect(variable?.description.hasPrefix("\(key.variable): ") == true)
        }
        guard key != .trustedTools else { return }
        let complaint = try sandbox.complaint("defaults:\n  \(key.rawValue): \"\(text)\"\n")
        #expect(
            complaint == "2: defaults.\(key.rawValue): “\(text)” cannot be used; expected \(expected)")
    }

    @Test(arguments: [
        ("defualts: {}", "1: defualts: the key “defualts” is not known (did you mean “defaults”?)"),
        ("defaults:\n  max_csot: 1", "2: defaults.max_csot: the key “max_csot” is not known"),
        ("defaults: 3", "1: defaults: there is “3” here"),
        ("- a", "1: there is a list here"),
        ("defaults: {lambda: 0.1, lambda: 0.2}", "stands twice"),
        ("defaults: [", "this is not YAML"),
        (
            "defaults:\n  trusted_tools: calculator",
            "2: defaults.trusted_tools: there is “calculator” here; expected a list"
        ),
        ("defaults:\n  lambda:", "2: defaults.lambda: there is nothing here"),
    ])
    func aFileThatCannotBeUsedIsNamedWithItsLine(text: String, words: String) throws {
        let complaint = try #require(try sandbox.complaint(text))
        #expect(complaint.contains(words), "\(complaint)")
    }

    @Test func anEmptyFileSaysNothing() throws {
        for text in [
            "", "# nothing yet\n", "providers:\n# none\nmodels:\ndefaults:\n",
            "providers: {}\nmodels: {}\ndefaults: {}\n",
        ] {
            #expect(try sandbox.complaint(text) == nil)
        }
    }

    @Test func aFileOfYourChoiceStandsInForYourOwn() throws {
        try sandbox.write(sandbox.userFile, "defaults: {lambda: 0.1, max_steps: 3}")
        let chosen = sandbox.path + "/chosen.yaml"
        try sandbox.write(chosen, "defaults: {lambda: 0.9, database: runs.db}")
        let settings = try sandbox.settings(configFile: chosen)
        #expect(settings.lambda == 0.9)
        #expect(settings.limits.steps == 100)
        #expect(settings.database == sandbox.path + "/runs.db")
        let error = #expect(throws: ConfigurationError.self) {
            try sandbox.settings(configFile: sandbox.path + "/gone.yaml")
        }
        #expect(
            error?.description
                == "\(sandbox.path)/gone.yaml does not exist; expected a configuration file, as --config says")
    }

    @Test func everyRowNamesItsOrigin() throws {
        try sandbox.write(sandbox.userFile, "defaults:\n  lambda: 0.2\nmodels:\n  openai/mine: {input: 1, output: 2}\n")
        let rows = try sandbox.settings(flags: [.maxSteps: "5"]).rows
        func row(_ name: String) -> String? { rows.first { $0.name == name }.map { "\($0.text) (\($0.origin))" } }
        #expect(row("defaults.lambda") == "0.2 (\(sandbox.userFile):2)")
        #expect(row("defaults.max_steps") == "5 (--max-steps)")
        #expect(row("defaults.agent") == "blocksworld (built-in)")
        #expect(row("defaults.drafter") == nil)
        #expect(row("providers.openai.key") == "from the variable OPENAI_API_KEY (built-in)")
        #expect(row("models.openai/mine.output") == "2 (\(sandbox.userFile):4)")
        #expect(rows.map(\.name).count == Set(rows.map(\.name)).count)
        #expect(rows == (try sandbox.settings(flags: [.maxSteps: "5"]).rows))
    }
}
