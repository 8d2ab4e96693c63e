import ArgumentParser
import Benchmarking
import Configuration
import Control
import Documents
import Foundation
import Planning
import Simulation
import Speculation

/// `outrider bench suite`, and `outrider bench` where nothing else is said.
struct BenchSuiteCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "suite", abstract: "Compare ways to choose the depth, in simulated time.",
        discussion: """
            A suite compares controllers over λ on drawn or recorded tasks; nothing is spent:
              outrider bench benchmarks/suites/recorded.yaml --figure frontier.svg
            A trace file is judged as it is, every task once:
              outrider bench --traces traces.jsonl --lambda 0.5 --controller threshold --json
            docs/bench.md and docs/traces.md describe both kinds of file.
            """)

    @Argument(help: ArgumentHelp("A suite: a file, or the name of one in benchmarks/suites.", valueName: "suite"))
    var suite: String?

    @Option(name: .long, help: ArgumentHelp("A trace file to judge by.", valueName: "file"))
    var traces: String?

    @Flag(name: .long, help: "Judge by your own finished runs.")
    var fromLedger = false

    @Option(name: .long, help: ArgumentHelp("Speed (1) against cost (0); may be given several times.", valueName: "λ"))
    var lambda: [Double] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "threshold, dsp, ucb, exp3, fixed, fixed-DEPTH, dsp-τ, off or oracle; may be given several times.",
            valueName: "name"))
    var controller: [String] = []

    @Option(name: .long, help: ArgumentHelp("The depth of fixed.", valueName: "n"))
    var depth: Int?

    @Option(name: .long, help: ArgumentHelp("τ of dsp, between 0 and 1.", valueName: "τ"))
    var tau: Double?

    @Option(name: .long, help: ArgumentHelp("Added to the depth that dsp finds.", valueName: "n"))
    var offset: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "drafter_in,drafter_out,verifier_in,verifier_out in dollars per million tokens.", valueName: "list"))
    var prices: String?

    @Option(name: .long, help: ArgumentHelp("continuous or rounds.", valueName: "name"))
    var scheduling: SchedulingName?

    @Option(name: .long, help: ArgumentHelp("How many times a suite draws everything anew.", valueName: "n"))
    var seeds: Int?

    @Option(name: .long, help: ArgumentHelp("Draw what latency costs into this SVG file.", valueName: "file"))
    var figure: String?

    @Option(name: .long, help: ArgumentHelp("Write every trial as a line of JSON into this file.", valueName: "file"))
    var rows: String?

    @Flag(name: .long, help: "Print one JSON document.")
    var json = false

    @OptionGroup(title: "Places") var places: PlaceFlags

    func validate() throws {
        guard [suite != nil, traces != nil, fromLedger].count(where: { $0 }) == 1 else {
            throw ValidationError("bench takes one of: a suite, --traces FILE, --from-ledger.")
        }
        if suite != nil, prices != nil || tau != nil || offset != nil || depth != nil {
            throw ValidationError("--prices, --depth, --tau and --offset go with --traces; a suite says its own.")
        }
        if suite == nil, seeds != nil || figure != nil || rows != nil {
            throw ValidationError("--seeds, --figure and --rows go with a suite.")
        }
        if let seeds, seeds < 1 { throw ValidationError("--seeds is \(seeds), and it is at least 1.") }
        if let tau, !(tau > 0 && tau < 1) { throw ValidationError("--tau is \(tau), and it lies between 0 and 1.") }
        if let depth, !(0...DepthLimit.most).contains(depth) {
            throw ValidationError("--depth is \(depth), and it lies between 0 and \(DepthLimit.most).")
        }
        if let prices, TokenPrices(prices) == nil {
            throw ValidationError("--prices is “\(prices)”, and it takes \(TokenPrices.form).")
        }
        _ = try lambdas
        _ = try contestants
    }

    func perform() async throws -> ExitStatus {
        if let suite {
            try run(SuiteFile(suite))
        } else if let traces {
            try judge(TraceWorkload(contentsOf: URL(filePath: traces), name: traces))
        } else {
            try await judge(LedgerTraces(places).workload)
        }
        return .success
    }

    private func judge(_ workload: TraceWorkload) throws {
        let lambdas = try lambdas
        let contestants = try contestants
        let judgements = (lambdas.isEmpty ? [.balanced] : lambdas).flatMap { lambda in
            (contestants.isEmpty ? [Contestant(.controller(.threshold))] : contestants).map { contestant in
                TraceJudgement(
                    Trial(contestant, lambda: lambda, scheduling: arrangement ?? .continuous), on: workload,
                    prices: prices.flatMap { TokenPrices($0) }
                ) { ProcessorTime.seconds }
            }
        }
        if json {
            Console.output.print(try jsonText(["results": judgements]))
        } else {
            BenchTables.judgements(judgements).print(to: .output)
        }
        switch judgements.first?.basis {
        case .dollars, nil: break
        case .tokens: Console.error.print("without prices, λ weighs time against tokens; --prices says what they cost")
        case .seconds: Console.error.print("neither prices nor tokens to compare are known: λ acts on time alone")
        }
    }

    private func run(_ file: SuiteFile) throws {
        var suite = file.suite
        let lambdas = try lambdas
        let contestants = try contestants
        if !lambdas.isEmpty { suite.lambdas = lambdas }
        if !contestants.isEmpty { suite.contestants = contestants }
        if let seeds { suite.seeds = seeds }
        if let arrangement { suite.scheduling = [arrangement] }
        var found: [TrialRow] = []
        var lines = ""
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try suite.run { row in
            try Task.checkCancellation()
            found.append(row)
            if rows != nil { lines += String(decoding: try encoder.encode(row), as: UTF8.self) + "\n" }
        }
        let report = SuiteReport(suite.name, rows: found)
        if json {
            Console.output.print(try jsonText(report))
        } else {
            BenchTables.groups(report).print(to: .output)
            Console.output.print("\nAs the paper counts (docs/bench.md)")
            BenchTables.paper(report).print(to: .output)
            BenchTables.duels(report).forEach { title, table in
                Console.output.print("\n" + title)
                table.print(to: .output)
            }
        }
        // What was found is shown even where it cannot be kept.
        if let rows { try OutputFile(rows).write(lines) }
        if let figure { try OutputFile(figure).write(FrontierFigure.figures(of: report)) }
    }

    private var arrangement: SpeculationMachine.Scheduling? {
        scheduling.flatMap { SpeculationMachine.Scheduling(rawValue: $0.rawValue) }
    }

    private var lambdas: [Lambda] {
        get throws {
            try lambda.map { value in
                guard let lambda = Lambda(value) else {
                    throw ValidationError("--lambda is \(value), and it lies between 0 (cost) and 1 (speed).")
                }
                return lambda
            }
        }
    }

    private var contestants: [Contestant] {
        get throws {
            try controller.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map { name in
                guard var contestant = Contestant(String(name)) else {
                    let known = Contestant.names.joined(separator: ", ")
                    throw ValidationError("--controller knows no “\(name)”; it takes \(known).")
                }
                if name == "fixed", let depth { contestant.depth = depth }
                if let tau { contestant.expectile = tau }
                if let offset { contestant.offset = offset }
                return contestant
            }
        }
    }
}
