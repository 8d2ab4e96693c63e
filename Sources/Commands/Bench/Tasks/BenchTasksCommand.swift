import ArgumentParser
import Backends
import Benchmarking
import Configuration
import Foundation
import Planning
import Tasks

/// `outrider bench tasks`
struct BenchTasksCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "tasks", abstract: "Compare strategies at tasks whose results can be checked.",
        discussion: """
            Every strategy meets the same tasks with the same seeds, as `outrider run` would run it:
              outrider bench tasks countdown --strategies sequential,draft-only,dsp --engine neural
              outrider bench tasks blocksworld --strategies "sequential,dsp --lambda 1" --figure accuracy.svg
            A strategy may be followed by options of `outrider run`, and those behind -- go to every run:
              outrider bench tasks gsm8k.jsonl --strategies sequential,dsp --drafter P/M --verifier P/M -- --max-cost 0.10
            Models of known quality, in virtual time: scripted/QUALITY:SECONDS:DOLLARS
              outrider bench tasks blocksworld --drafter scripted/0.8:1s:0.001 --verifier scripted/1:6s:0.01
            Ctrl-C ends it, and what was done is reported. docs/bench.md says what the figures mean.
            """)

    @Argument(
        help: ArgumentHelp("blocksworld, countdown, 24, or a file of questions with answers.", valueName: "tasks"))
    var tasks: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Strategies, separated by commas; each may have options of `run` behind its name.", valueName: "list"))
    var strategies: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Whom all are compared with, as --strategies names it: sequential, or else the first.", valueName: "name"))
    var against: String?

    @Option(name: .long, help: ArgumentHelp("How many tasks; of a file, its first ones.", valueName: "n"))
    var count: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How large they are: blocks or numbers, or from the smallest to the largest.", valueName: "n|n-n"))
    var size: String?

    @Option(name: .long, help: ArgumentHelp("The first seed, of tasks and runs.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(name: .long, help: ArgumentHelp("How often every task is run, with a seed each.", valueName: "n"))
    var seeds = 1

    @Option(name: .long, help: ArgumentHelp("The agent: a name or a YAML file.", valueName: "name|file"))
    var agent: String?

    @Option(name: .long, help: ArgumentHelp("The engines of a simulated world.", valueName: "search|neural"))
    var engine: EngineFamily?

    @Option(name: .long, help: ArgumentHelp("Who drafts.", valueName: "model"))
    var drafter: String?

    @Option(name: .long, help: ArgumentHelp("Who decides.", valueName: "model"))
    var verifier: String?

    @Option(
        name: .long, help: ArgumentHelp("Who scores steps, where the strategy asks for scores.", valueName: "reward"))
    var reward: String?

    @Option(
        name: .long, help: ArgumentHelp("The most dollars, for everything together.", valueName: "usd"),
        transform: TypedLimits.money)
    var budget: Money?

    @Flag(name: .long, help: "Only what is as short as can be counts as right.")
    var shortest = false

    @Flag(name: .long, help: "Keep the runs in the record, and learn from what is there.")
    var record = false

    @Option(name: .long, help: ArgumentHelp("Draw accuracy against cost into this SVG file.", valueName: "file"))
    var figure: String?

    @Option(name: .long, help: ArgumentHelp("Write every run as a line of JSON into this file.", valueName: "file"))
    var rows: String?

    @Flag(name: .long, help: "Print one JSON document, with every run in it.")
    var json = false

    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp("Behind --: options of `outrider run`, for every run.", valueName: "options"))
    var options: [String] = []

    @OptionGroup(title: "Places") var places: PlaceFlags

    func validate() throws {
        if let count, !(1...100_000).contains(count) {
            throw ValidationError("--count is \(count), and it lies between 1 and 100000.")
        }
        guard (1...1000).contains(seeds) else {
            throw ValidationError("--seeds is \(seeds), and it lies between 1 and 1000.")
        }
    }

    func perform() async throws -> ExitStatus {
        try await Surroundings.use(try await .priced(places)) { try await perform(in: $0) }
    }

    private func perform(in surroundings: Surroundings) async throws -> ExitStatus {
        let source = try TaskSource(tasks, size: size)
        let contestants = try TaskContestant.list(strategies, base: base(for: source), reward: reward)
        let baseline = try baseline(among: contestants)
        let tasks = try source.tasks(count: count, seed: seed)
        let store = record ? try surroundings.ledger(at: places.database, creating: true) : nil
        let bench = TaskBench(
            tasks: tasks, contestants: contestants, firstSeed: seed, seeds: seeds, budget: budget,
            runner: TaskRunner(surroundings: surroundings, key: AnswerKey(of: tasks), store: store))
        try await bench.startServers(quietly: json)
        let progress = BenchProgress(console: .error, total: bench.attempts)
        let kept = try rows.map(RowFile.init)
        let result = await Interruption.cancelling {
            await bench.run { row in
                progress.show(row)
                kept?.append(row)
            }
        }
        progress.close()
        let report = TaskReport(
            source.name, rows: result.rows, baseline: baseline, countsShortest: shortest)
        if !report.rows.isEmpty { try show(report) }
        return try ending(result)
    }

    private func show(_ report: TaskReport) throws {
        if json {
            Console.output.print(try jsonText(report))
        } else {
            TaskTables.standings(report).print(to: .output)
            if let comparisons = TaskTables.comparisons(report) {
                Console.output.print("\nIn pairs with \(report.baseline)")
                comparisons.print(to: .output)
            }
        }
        if let figure { try OutputFile(figure).write([FrontierFigure(of: report)]) }
    }

    private func ending(_ result: TaskBench.Result) throws -> ExitStatus {
        if result.rows.count < result.attempts {
            Console.error.print("\(result.rows.count) of \(result.attempts) runs were made")
        }
        if let error = result.error { throw Failure(error) }
        if result.isInterrupted { return .interrupted }
        if let failure = result.commonFailure {
            Console.error.print(foreign: "outrider: every run failed; the last one: \(failure)")
            return .failure
        }
        return .success
    }

    /// What every run is told.
    private func base(for source: TaskSource) -> [String] {
        func words(_ flag: String, _ value: String?) -> [String] { value.map { [flag, $0] } ?? [] }
        return words("--agent", agent ?? source.agent) + words("--engine", engine?.rawValue)
            + words("--drafter", drafter) + words("--verifier", verifier) + options
    }

    private func baseline(among contestants: [TaskContestant]) throws -> String {
        let names = contestants.map(\.name)
        guard let against else { return names.first { $0 == StrategyName.sequential.rawValue } ?? names[0] }
        let wanted = TaskContestant.spaced(against)
        guard names.contains(wanted) else {
            throw Failure(.usage, "--against is “\(against)”, and it is one of: \(names.joined(separator: ", "))")
        }
        return wanted
    }
}
