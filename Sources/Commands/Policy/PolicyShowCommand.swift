import ArgumentParser
import Ledger
import Planning

/// `outrider policy show`
struct PolicyShowCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Say in plain words what was learnt.")

    @Argument(help: ArgumentHelp("Of this agent alone.", valueName: "agent"))
    var agent: String?

    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let store = try Surroundings(configFile: places.config).existingLedger(at: places.database)
        let records = try await store?.knowledge(of: agent) ?? []
        if records.isEmpty {
            let whose = agent.map { " about “\($0.printable)”" } ?? ""
            Console.error.print(
                "nothing was learnt yet\(whose); every run with a drafter and a verifier teaches something")
        }
        let paint = Paint(isOn: Console.output.hasColor)
        for record in records {
            let words = PolicyWords(record)
            Console.output.print(paint.strong(words.heading))
            for line in words.lines { Console.output.print("  " + line) }
        }
        return .success
    }
}
