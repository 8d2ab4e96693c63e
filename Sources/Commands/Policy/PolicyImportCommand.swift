import ArgumentParser
import Ledger
import Planning

/// `outrider policy import`
struct PolicyImportCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take over what was learnt elsewhere.",
        discussion: "What was learnt here about the same agent, drafter and verifier is replaced.")

    @Argument(help: ArgumentHelp("What `outrider policy export` wrote; “-” is standard input.", valueName: "file"))
    var file: String

    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let document = try PolicyDocument(
            parsing: try TypedFile(path: file).data(limit: 256 << 20),
            from: file == "-" ? "standard input" : file.printable)
        let store = try Surroundings(configFile: places.config).ledger(at: places.database, creating: true)
        let known = Set(try await store.knowledge().map(\.key))
        try await store.replaceKnowledge(with: document.policies)
        let replaced = document.policies.count { known.contains($0.key) }
        let count = document.policies.count
        Console.error.print(
            "\(count == 1 ? "1 policy is" : "\(count) policies are") taken over, \(replaced) in the place of what was known"
        )
        return .success
    }
}
