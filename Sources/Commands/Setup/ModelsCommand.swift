import ArgumentParser
import Backends
import Configuration
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
        let catalogue = try Surroundings(configFile: places.config).settings.catalogue
        let models = catalogue.models
        if json {
            Console.output.print(try jsonText(models))
            return .success
        }
        let engines = Engine.allCases.map { [$0.rawValue, "–", "–", "–", "in process: \($0.summary)"] }
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

    private func dollars(_ price: Int64?) -> String {
        price.map { "\(Money(nanodollars: $0))" } ?? "unknown"
    }
}
