import ArgumentParser

/// `outrider`
struct OutriderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outrider",
        abstract: "Runs agents faster: a cheap drafter rides ahead, an expensive verifier checks.",
        discussion: """
            Two ways to begin:
              outrider run
              outrider run "c on a, a on table, b on table -> a on b, b on c" --lambda 0.9

            Then `outrider runs` lists what was run, and `outrider doctor` says whether all is well here.
            """,
        version: Version.current,
        subcommands: [
            RunCommand.self, BatchCommand.self, ResumeCommand.self, RunsCommand.self, ShowCommand.self,
            InspectCommand.self, ExportCommand.self, DashboardCommand.self, SpendCommand.self, RepriceCommand.self,
            PricesCommand.self, PolicyCommand.self, BenchCommand.self, CalibrateCommand.self, AgentsCommand.self,
            ToolsCommand.self, ModelsCommand.self,
            EnginesCommand.self,
            ConfigCommand.self, KeysCommand.self, DoctorCommand.self, CompletionsCommand.self, ManCommand.self,
        ])
}
