import ArgumentParser
import Ledger

/// `outrider policy export`
struct PolicyExportCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print what was learnt as JSON, for `outrider policy import` elsewhere.")

    @Argument(help: ArgumentHelp("Of this agent alone.", valueName: "agent"))
    var agent: String?

    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let store = try Surroundings(configFile: places.config).ledger(at: places.database, creating: false)
        Console.output.print(try PolicyDocument(try await store.knowledge(of: agent)).json())
        return .success
    }
}
