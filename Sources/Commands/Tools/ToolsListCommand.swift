import Agents
import ArgumentParser
import Configuration
import Documents
import Foundation
import MCP
import Planning
import Tools

/// `outrider tools list`
struct ToolsListCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List tools, what they can do to the world, and whether they may run early.",
        usage: "outrider tools list [<options>]",
        discussion: "MCP servers whose tools are listed are started, or asked over the network.")

    @Option(name: .long, help: ArgumentHelp("Only the tools of this agent.", valueName: "name|file"))
    var agent: String?

    @Option(name: .long, help: ArgumentHelp("Only the tools of this MCP server.", valueName: "name"))
    var server: String?

    @Flag(name: .long, help: "Print a JSON list.")
    var json = false

    @OptionGroup(title: "Places") var places: PlaceFlags

    func validate() throws {
        if agent != nil, server != nil {
            throw ValidationError("--agent and --server exclude each other: the tools of one or of the other.")
        }
    }

    func perform() async throws -> ExitStatus {
        try await Surroundings.use(try Surroundings(configFile: places.config)) { surroundings in
            let assembly = ToolAssembly(surroundings)
            if let agent { return try print(try await tools(of: agent, assembly), failures: []) }
            let servers = try server.map { [try assembly.server(named: $0)] } ?? surroundings.toolServers.sorted
            let answers = await Self.ask(servers)
            let others = answers.flatMap { (try? $0.get()) ?? [] }
            let builtIn = server == nil ? Toolbox.builtInNames : []
            let entries = try assembly.entries(builtIn + others.map(\.description.name), others: others)
            let failures = answers.compactMap { answer -> Failure? in
                guard case .failure(let error) = answer else { return nil }
                return Failure(error)
            }
            for server in servers { await Self.printOmissions(of: server) }
            return try print(entries, failures: failures)
        }
    }

    /// The tools of an agent that acts with tools.
    private func tools(of name: String, _ assembly: ToolAssembly) async throws -> [ToolEntry] {
        let catalogue = AgentCatalogue(folder: URL(filePath: assembly.surroundings.places.agents))
        let definition: AgentDefinition
        do throws(DocumentError) {
            definition = try catalogue.definition(name)
        } catch {
            throw error.location == nil ? Failure(.usage, "\(error)") : Failure(error)
        }
        guard definition.environment == .tools else {
            throw Failure(
                .usage,
                "the agent “\(definition.name)” uses no tools of this machine; its environment is "
                    + definition.environment.rawValue)
        }
        return try await assembly.entries(of: definition.toolNames)
    }

    /// Asks all servers at once: one that is slow or broken holds up none of the others.
    private static func ask(_ servers: [MCPServer]) async -> [Result<[ServerTool], any Error>] {
        await withTaskGroup(of: (Int, Result<[ServerTool], any Error>).self) { group in
            for (place, server) in servers.enumerated() {
                group.addTask { (place, await Result { try await server.serverTools() }) }
            }
            var answers: [(Int, Result<[ServerTool], any Error>)] = []
            for await answer in group { answers.append(answer) }
            return answers.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func printOmissions(of server: MCPServer) async {
        guard let list = try? await server.tools() else { return }
        for omission in list.omissions {
            Console.error.print(foreign: "left out of “\(server.settings.name)”: \(omission)")
        }
    }

    private func print(_ entries: [ToolEntry], failures: [Failure]) throws -> ExitStatus {
        if json {
            Console.output.print(try jsonText(entries))
        } else if !entries.isEmpty {
            Table(
                columns: ["tool", "effect", "early", "why", "what it does"],
                rows: entries.map {
                    [$0.name.printable, $0.effect, $0.runsEarly ? "yes" : "no", $0.reason, $0.headline]
                }, dispensable: ["why", "effect"]
            ).print(to: .output)
        }
        for failure in failures { Console.error.print(foreign: "outrider: \(failure)") }
        return failures.first?.status ?? .success
    }
}
