import ArgumentParser
import Control
import Ledger
import Planning

/// `outrider policy export`
struct PolicyExportCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print what was learnt as JSON, for `outrider policy import` elsewhere.",
        discussion: "It holds drafts, verdicts, times and costs, names of models and tools, and no texts.")

    @Argument(help: ArgumentHelp("Of this agent alone.", valueName: "agent"))
    var agent: String?

    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let store = try Surroundings(configFile: places.config).existingLedger(at: places.database)
        let records = try await store?.knowledge(of: agent) ?? []
        let readable = records.filter { record in
            do {
                _ = try Experience(record)
                return true
            } catch {
                Console.error.print(foreign: "left out, “\(record.key)”: \(error)")
                return false
            }
        }
        Console.output.print(try PolicyDocument(readable).json())
        return .success
    }
}
