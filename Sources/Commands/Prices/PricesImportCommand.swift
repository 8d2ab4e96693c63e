import ArgumentParser
import Backends
import Configuration
import Planning

/// `outrider prices import`
struct PricesImportCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take over prices from LiteLLM's table or from that of models.dev.",
        usage: "outrider prices import [<options>] <file>",
        discussion: """
            Fetch the file first: model_prices_and_context_window.json of github.com/BerriAI/litellm, or \
            https://models.dev/api.json. Which of the two it is shows in what is in it.

            Prices hold from today on, unless they are known already. Models of providers that you have not set up are left \
            out.
            """)

    @Argument(help: ArgumentHelp("The file, or “-” for standard input.", valueName: "file"))
    var file: String

    @OptionGroup var flags: AcceptanceFlags
    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let surroundings = try await Surroundings.priced(places)
        let document = try PublishedPrices.document(
            reading: try PriceAcceptance.json(of: file), for: Set(surroundings.settings.catalogue.providers.keys),
            from: file.printable)
        return try await PriceAcceptance(flags: flags, places: places, surroundings: surroundings).accept(document)
    }
}
