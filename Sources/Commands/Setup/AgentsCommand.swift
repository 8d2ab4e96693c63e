import Agents
import ArgumentParser
import Configuration
import Foundation

/// `outrider agents`
struct AgentsCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "agents", abstract: "List agents, or print one as YAML to start your own from.",
        usage: "outrider agents [<options>] [<name|file>]",
        discussion: "A file NAME.yaml in your folder of agents takes the place of the agent of that name.")

    @Argument(help: ArgumentHelp("An agent to print.", valueName: "name|file"))
    var name: String?

    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let folder = try Surroundings(configFile: places.config).places.agents
        let catalogue = AgentCatalogue(folder: URL(filePath: folder))
        if let name {
            Console.output.write(try catalogue.definition(name).source)
            return .success
        }
        let rows = catalogue.entries.map { entry in
            let origin = entry.url?.path ?? "built in"
            switch entry.definition {
            case .success(let definition):
                return [entry.name, "\(definition.drafter) ▸ \(definition.verifier)", origin, definition.description]
            case .failure(let error): return [entry.name, "–", origin, "cannot be used: \(error)"]
            }
        }
        Table(columns: ["agent", "styles", "from", "what it does"], rows: rows).print(to: .output)
        Console.error.print("your own agents go into \(folder)")
        return .success
    }
}
