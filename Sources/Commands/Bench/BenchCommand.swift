import ArgumentParser

/// `outrider bench`
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Compare strategies at tasks with known answers, or ways to choose the depth.",
        discussion: """
            How good, how fast and how dear strategies are at the same tasks:
              outrider bench tasks countdown --strategies sequential,draft-only,dsp --engine neural
            Ways to choose the depth, in simulated time; nothing is spent:
              outrider bench benchmarks/suites/recorded.yaml --figure frontier.svg
              outrider bench --traces traces.jsonl --lambda 0.5 --controller threshold --json
            docs/bench.md describes both; `outrider help bench suite` lists the options of the second kind.
            """,
        subcommands: [BenchTasksCommand.self, BenchSuiteCommand.self], defaultSubcommand: BenchSuiteCommand.self)
}
