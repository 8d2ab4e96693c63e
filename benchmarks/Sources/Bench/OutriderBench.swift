import Foundation

/// `outrider-bench [NAME…] [--seed N] [--results FOLDER]`: measures what is named, or everything.
@main
struct OutriderBench {
    private static let benchmarks: [any Benchmark] = [
        MachineBenchmark(), SimulatorBenchmark(), DecisionBenchmark(), OrchestrationBenchmark(), LedgerBenchmark(),
        EpisodesBenchmark(depth: 0),
        EpisodesBenchmark(depth: 1), EpisodesBenchmark(depth: 3), WireBenchmark(), CancelBenchmark(),
        StartupBenchmark(), EngineBenchmark(), KernelsBenchmark(), ModelsBenchmark(),
    ]

    static func main() async {
        do {
            let request = try BenchRequest(CommandLine.arguments.dropFirst(), known: benchmarks.map { $0.name })
            switch request.names.count {
            case 1 where request.names == ["serve"]: try serve()
            case 1 where request.names == ["probe"]: try await probe(request)
            case 1: try await measure(request)
            default: try measureEach(request)
            }
        } catch {
            FileHandle.standardError.write(Data("outrider-bench: \(error)\n".utf8))
            exit(1)
        }
    }

    /// Each in a process of its own: memory and warm caches of one are nothing to the next.
    private static func measureEach(_ request: BenchRequest) throws {
        var failed: [String] = []
        for name in request.names {
            let process = Process()
            process.executableURL = Bundle.main.executableURL
            process.arguments = [name, "--seed", String(request.seed), "--results", request.results.path]
            try process.run()
            process.waitUntilExit()
            if process.terminationStatus != 0 { failed.append(name) }
        }
        guard failed.isEmpty else { throw BenchmarkError("not measured: \(failed.joined(separator: ", "))") }
    }

    private static func measure(_ request: BenchRequest) async throws {
        guard let benchmark = benchmarks.first(where: { $0.name == request.names.first }) else { return }
        print("\(benchmark.name): \(benchmark.summary)")
        let figures = try await run(benchmark, seed: request.seed)
        let report = Report(benchmark: benchmark.name, seed: request.seed, figures: figures)
        print(report.table, terminator: "\n\n")
        try report.write(to: request.results)
    }

    /// Away from the main actor, where `main` is.
    @concurrent
    private static func run(_ benchmark: any Benchmark, seed: UInt64) async throws -> [Figure] {
        try await benchmark.figures(seed: seed)
    }

    /// Away from the main actor too.
    @concurrent
    private static func probe(_ request: BenchRequest) async throws {
        guard let model = request.model else { throw BenchmarkError("probe wants --model FILE") }
        try await EngineProbe(file: model).run()
    }

    private static func serve() throws {
        ProcessFacts.raiseFileLimit()
        let server = try LoopbackModelServer()
        FileHandle.standardOutput.write(Data("\(server.port)\n".utf8))
        server.run()
    }
}
