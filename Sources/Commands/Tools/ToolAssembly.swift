import Configuration
import Foundation
import Ledger
import MCP
import Planning
import Tools

/// Finds the tools that agents and users name: those that come with the program, and those of MCP servers.
struct ToolAssembly {
    let surroundings: Surroundings
    /// The folder that file tools stay in.
    let root: String
    /// Who agrees to calls that change the world.
    let consent: Consent
    /// Who wants such a call, in the words of the question.
    let decider: String

    init(_ surroundings: Surroundings, root: String? = nil, consent: Consent = Consent(), decider: String = "you") {
        self.surroundings = surroundings
        self.root = root ?? surroundings.settings.tools.root?.value ?? FileManager.default.currentDirectoryPath
        self.consent = consent
        self.decider = decider
    }

    /// The tools of an agent that names `names`. Servers are connected only if one of their tools is among them.
    func toolbox(_ names: [String]) async throws -> Toolbox {
        let others = try await serverTools(among: names)
        return try toolbox(Self.named(names, among: others), others: others)
    }

    /// What `outrider tools list` shows of the tools of an agent that names `names`.
    func entries(of names: [String]) async throws -> [ToolEntry] {
        let others = try await serverTools(among: names)
        return try entries(Self.named(names, among: others), others: others)
    }

    /// What `outrider tools list` shows of the tools `names`, of which `others` are those of servers.
    func entries(_ names: [String], others: [ServerTool]) throws -> [ToolEntry] {
        let toolbox = try toolbox(names, others: others)
        let standings = Dictionary(others.map { ($0.description.name, $0.standing) }) { first, _ in first }
        return toolbox.tools.filter { names.contains($0.name) }.map {
            ToolEntry($0, in: toolbox, standings: standings)
        }
    }

    /// The names with `server__*` written out.
    private static func named(_ names: [String], among others: [ServerTool]) -> [String] {
        let known = others.map(\.description.name)
        return names.flatMap { name in
            name.hasSuffix(everything) ? known.filter { $0.hasPrefix(name.dropLast()) && !names.contains($0) } : [name]
        }
    }

    private static let everything = ServerToolName.separator + "*"

    private func serverTools(among names: [String]) async throws -> [ServerTool] {
        let servers = Set(names.compactMap(ServerToolName.server)).sorted()
        var others: [ServerTool] = []
        for name in servers { others += try await server(named: name).serverTools() }
        let known = Set(others.map(\.description.name))
        for name in names {
            guard let server = ServerToolName.server(of: name), !known.contains(name), !name.hasSuffix(Self.everything)
            else { continue }
            throw unknown(name, of: server, among: known)
        }
        return others
    }

    private func toolbox(_ names: [String], others: [ServerTool]) throws -> Toolbox {
        let early = others.filter(\.standing.mayRunEarly).map(\.description.name)
        return try Toolbox(
            named: names, settings: try settings(for: names), others: others, trusted: trusted.union(early))
    }

    /// The built-in tools that may run before their verdict.
    private var trusted: Set<String> {
        let settings = surroundings.settings.tools
        // Whoever says what commands do, vouches for it, unless they have a list of their own.
        let vouched = settings.trusted.origin == .builtIn && settings.shell.value != .destructive
        return Set(settings.trusted.value).union(vouched ? ["shell"] : [])
    }

    /// The server called `name`.
    /// - Throws: ``Failure`` where none is configured.
    func server(named name: String) throws -> MCPServer {
        guard let server = surroundings.toolServers.all[name] else {
            let known = surroundings.toolServers.all.keys.sorted()
            throw Failure(
                .usage,
                "there is no MCP server “\(name.printable)”; "
                    + (known.isEmpty
                        ? "name it under mcp.servers in your configuration"
                        : "configured are \(known.joined(separator: ", "))"))
        }
        return server
    }

    /// What tools called `names` may touch, and who agrees to it.
    private func settings(for names: [String]) throws -> Tools.ToolSettings {
        let settings = surroundings.settings.tools
        return Tools.ToolSettings(
            root: root, client: surroundings.client(), allowsPrivateAddresses: settings.allowPrivateAddresses.value,
            shell: EffectClass(settings.shell.value), environment: surroundings.environment,
            questioner: consent.desk, workspace: try workspace(for: names),
            approval: Approval(
                try ApprovalPolicy(file: surroundings.places.approval), mode: consent.mode, asking: consent.desk,
                for: decider)
        ) { path, sql, rows in
            try await ReadOnlyDatabase.query(path, sql, rowLimit: rows, byteLimit: 64 * 1024, timeout: .seconds(10))
        }
    }

    /// Where tools that change files are tried; nil where there are none.
    private func workspace(for names: [String]) throws -> Workspace? {
        let isShellConfined = surroundings.settings.tools.shell.value == .confined
        let writing = Toolbox.writingNames.subtracting(isShellConfined ? [] : ["shell"])
        guard names.contains(where: writing.contains) else { return nil }
        return try Workspace(root: root, snapshotsIn: surroundings.places.workspaces)
    }

    private func unknown(_ name: String, of server: String, among known: Set<String>) -> Failure {
        let theirs = known.filter { ServerToolName.server(of: $0) == server }.sorted()
        return Failure(
            .usage,
            "the MCP server “\(server)” has no tool “\(name.printable)”; "
                + (theirs.isEmpty ? "it has none" : "it has \(theirs.joined(separator: ", "))"))
    }
}

extension EffectClass {
    fileprivate init(_ effect: ShellEffect) {
        self =
            switch effect {
            case .readOnly: .readOnly
            case .confined: .confined
            case .destructive: .destructive
            }
    }
}
