import Foundation
import Planning
import Testing

/// What is typed wrong gets one clear message and its exit status.
struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let status: Int32
        let message: String
        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let cases = [
        Case(arguments: ["rnu"], status: 64, message: "did you mean `outrider run`?"),
        Case(arguments: ["help", "rnu"], status: 64, message: "did you mean `outrider run`?"),
        Case(arguments: ["config", "shwo"], status: 64, message: "did you mean `outrider config show`?"),
        Case(arguments: ["keys", "zzz"], status: 64, message: "`outrider keys --help` lists the commands"),
        Case(arguments: ["run", "--lamda", "1"], status: 64, message: "--lamda"),
        Case(arguments: ["run", "--lambda", "1.5"], status: 64, message: "between 0 (cost) and 1 (speed)"),
        Case(arguments: ["run", "--lambda", "nan"], status: 64, message: "between 0 (cost) and 1 (speed)"),
        Case(arguments: ["run", "--lambda", "fast"], status: 64, message: "fast"),
        Case(arguments: ["run", "--depth", "-1"], status: 64, message: "depth"),
        Case(arguments: ["run", "--max-steps", "0"], status: 64, message: "between 1 and 100000"),
        Case(arguments: ["run", "--max-cost", "two"], status: 64, message: "such as 0.50 or $2"),
        Case(arguments: ["run", "--max-time", "soon"], status: 64, message: "such as 90s, 5m or 1h30m"),
        Case(arguments: ["run", "--max-time", "300"], status: 64, message: "with its unit"),
        Case(arguments: ["run", "--verifier-style", "slow"], status: 64, message: "direct, cot, react or debate"),
        Case(arguments: ["run", "--strategy", "guess"], status: 64, message: "guess"),
        Case(arguments: ["run", "--json", "--jsonl"], status: 64, message: "exclude each other"),
        Case(arguments: ["run", "--agent", "blockworld"], status: 64, message: "did you mean “blocksworld”?"),
        Case(arguments: ["run", "--agent", "nowhere.yaml"], status: 64, message: "nowhere.yaml"),
        Case(arguments: ["run", "x", "--agent", "openagi"], status: 64, message: "--drafter and --verifier"),
        Case(arguments: ["run", RunTests.task, "--verifier", "gpt"], status: 64, message: "provider/model"),
        Case(
            arguments: ["run", "x", "--agent", "openagi", "--drafter", "opanai/x", "--verifier", "openai/x"],
            status: 64, message: "did you mean “openai”?"),
        Case(arguments: ["run", "a on b"], status: 65, message: "->"),
        Case(arguments: ["run", "a on a -> a on table"], status: 65, message: "a on a"),
        Case(
            arguments: ["run", "3 7 -> ten", "--agent", "countdown"], status: 65, message: "“ten” is no whole number"),
        Case(arguments: ["run", ""], status: 64, message: "there is no task"),
        Case(
            arguments: [
                "run", "x", "--agent", "math", "--verifier", "engine/blocksworld-optimal", "--drafter", "openai/x",
            ], status: 64, message: "only knows the world “blocksworld”"),
        Case(arguments: ["run", "--config", "missing.yaml"], status: 78, message: "missing.yaml"),
        Case(arguments: ["show", "nothing"], status: 78, message: "no "),
        Case(arguments: ["spend", "--by", "week"], status: 64, message: "day, model, agent, role, outcome"),
        Case(arguments: ["keys", "set", "opnai"], status: 64, message: "did you mean “openai”?"),
        Case(arguments: ["completions", "tcsh"], status: 64, message: "tcsh"),
    ]

    @Test(arguments: cases) func aMistakeIsNamedAndHasItsStatus(example: Case) async throws {
        let outrider = try OutriderProcess()
        let result = try await outrider.start(example.arguments).result()
        #expect(result.status == example.status, "\(result.errors)")
        #expect(example.message.split(separator: "|").contains { result.errors.contains($0) }, "\(result.errors)")
        #expect(result.output.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: outrider.database), "nothing is left behind")
    }

    @Test func malformedSettingsNameTheirLine() async throws {
        let result = try await OutriderProcess(config: "defaults:\n  lamda: 0.5\n")("run")
        #expect(result.status == 78)
        #expect(result.errors.contains("config.yaml:2"))
        #expect(result.errors.contains("lambda"))
    }

    @Test func aMalformedAgentNamesItsLine() async throws {
        let outrider = try OutriderProcess()
        try Data("name: mine\ndescription: [\n".utf8).write(to: outrider.home.appending(path: "mine.yaml"))
        let result = try await outrider("run", "x", "--agent", "mine.yaml")
        #expect(result.status == 65)
        #expect(result.errors.contains("mine.yaml:"))
    }

    @Test func aCorruptRecordIsSaidToBeOne() async throws {
        let outrider = try OutriderProcess()
        try Data(repeating: 7, count: 5000).write(to: URL(filePath: outrider.database))
        let result = try await outrider("run", RunTests.task)
        #expect(result.status == 78)
        #expect(result.errors.contains("test.db"))
        #expect(try Data(contentsOf: URL(filePath: outrider.database)).count == 5000, "it is left as it was")
    }

    @Test func aRecordThatCannotBeMadeIsSaidToBeOne() async throws {
        let result = try await OutriderProcess()("run", RunTests.task, "--database", "/proc/nowhere/test.db")
        #expect(result.status == 78)
        #expect(result.errors.contains("/proc/nowhere"))
    }

    @Test func withoutArgumentsTheFirstStepsAreShown() async throws {
        let result = try await OutriderProcess().start([]).result()
        #expect(result.status == 0)
        #expect(result.output.contains("outrider run"))
    }

    @Test func helpFitsATerminal() async throws {
        let outrider = try OutriderProcess()
        for command in [
            "run", "resume", "runs", "show", "spend", "agents", "models", "engines", "engines logs", "config show",
            "keys set", "doctor", "prices", "prices show", "prices update", "prices import", "reprice",
        ] {
            let help = try await outrider.start(command.split(separator: " ").map(String.init) + ["--help"]).result()
            #expect(help.status == 0)
            for line in help.output.split(separator: "\n") where line.count > 80 { Issue.record("\(command): \(line)") }
        }
    }

    @Test func colourCanBeSwitchedOffWhereverTheFlagStands() async throws {
        let outrider = try OutriderProcess()
        #expect(try await outrider("--no-color", "models").status == 0)
        #expect(try await outrider("models", "--no-color").status == 0)
    }

    @Test func helpAndVersionAreAnswers() async throws {
        let outrider = try OutriderProcess()
        #expect(try await outrider("--version").output == "0.1.0\n")
        let help = try await outrider("run", "--help")
        #expect(help.status == 0)
        #expect(help.output.contains("--lambda <0…1>"))
    }
}
