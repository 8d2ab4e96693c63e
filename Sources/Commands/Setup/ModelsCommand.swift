import ArgumentParser
import Backends
import Configuration
import Foundation
import Foundation
import Planning

/// `outrider models`
struct ModelsCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "List engines and models with their prices in dollars per million tokens.",
        usage: "outrider models [<options>]",
        discussion: "Any other model of a known provider can be named too; its price is then unknown until you set it.")

    @Flag(name: .long, help: "Print a JSON list.")
    var json = false

    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let surroundings = try await Surroundings.priced(places)
        let catalogue = surroundings.settings.catalogue
        let models = catalogue.models
        if json {
            Console.output.print(try jsonText(models.map(ModelDocument.init)))
            return .success
        }
        let folders = ModelFolders(surroundings.places)
        let engines = Engine.all.map {
            let rate = (try? catalogue.model(named: $0.name))?.hourlyRate.map { "; \($0) an hour" } ?? ""
            return [$0.name, "–", "–", "–", "in process\(rate): \($0.summary)\(file(of: $0, in: folders))"]
        }
        let rows = models.map { model in
            let price = model.price
            let provider = catalogue.providers[model.id.provider]
            return [
                model.id.description, dollars(price?.input), dollars(price?.output), dollars(price?.cacheRead),
                provider?.server.map { "\($0.program), started here" } ?? provider?.baseURL ?? "",
            ]
        }
        Table(columns: ["model", "input", "output", "cached", "where"], rows: engines + rows).print(to: .output)
        let names = catalogue.providers.keys.sorted().joined(separator: ", ")
        Console.error.print("providers: \(names)")
        return .success
    }

    /// The size and the card of a model that comes with the program.
    private func file(of engine: Engine, in folders: ModelFolders) -> String {
        guard engine.method.family == .neural else { return "" }
        guard let file = folders.find(engine) else { return "; its file is missing" }
        let size = (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
        return "; \(size / 1000) kB, \(file.deletingLastPathComponent().appending(path: "README.md").path)"
    }

    private func dollars(_ price: Int64?) -> String {
        price.map(PriceWords.dollars) ?? "unknown"
    }
}
