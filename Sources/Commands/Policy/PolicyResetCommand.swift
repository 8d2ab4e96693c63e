import ArgumentParser
import Ledger

/// `outrider policy reset`
struct PolicyResetCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Forget what was learnt, and begin anew.",
        discussion: "The record of runs stays as it is; `outrider policy export` first keeps a copy.")

    @Argument(help: ArgumentHelp("Of this agent alone.", valueName: "agent"))
    var agent: String?

    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let store = try Surroundings(configFile: places.config).existingLedger(at: places.database)
        let forgotten = try await store?.forgetKnowledge(of: agent) ?? 0
        Console.error.print(forgotten == 1 ? "1 policy is forgotten" : "\(forgotten) policies are forgotten")
        return .success
    }
}
