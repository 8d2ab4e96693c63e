import ArgumentParser

/// `outrider prices`
struct PricesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prices", abstract: "See what models charge, and take over newer prices.",
        discussion: """
            Prices come with the program, from files that you take over, and from your configuration, which stands above \
            all. A call is charged by the row that held when it was made; what is recorded is never priced again.
            """,
        subcommands: [PricesShowCommand.self, PricesUpdateCommand.self, PricesImportCommand.self])
}
