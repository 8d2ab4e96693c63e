public import Documents
public import Foundation

/// Finds agent definitions by name: those in the user's folder first, then those in this program.
public struct AgentCatalogue: Sendable {
    /// The user's folder of definitions, `NAME.yaml` each; it need not exist.
    public let folder: URL?

    /// Looks in `folder` before it looks into the program.
    public init(folder: URL? = nil) {
        self.folder = folder
    }

    /// An agent that can be named.
    public struct Entry: Sendable {
        /// The name.
        public let name: String
        /// The user's file, or nil for an agent of this program.
        public let url: URL?
        /// The definition, or what is wrong with it.
        public let definition: Result<AgentDefinition, DocumentError>
    }

    /// Every agent that can be named, in the order of their names. A file that cannot be used is
    /// listed with its error.
    public var entries: [Entry] {
        let users = userNames
        return Set(users).union(EmbeddedAgents.texts.keys).sorted().map { name in
            let url = users.contains(name) ? folder?.appending(path: name + ".yaml") : nil
            let definition: Result<AgentDefinition, DocumentError>
            do throws(DocumentError) {
                definition = .success(try Self.definition(named: name, at: url))
            } catch {
                definition = .failure(error)
            }
            return Entry(name: name, url: url, definition: definition)
        }
    }

    /// The agent that `reference` names: a path when it contains a slash or ends in `.yaml` or
    /// `.yml`, otherwise a name.
    /// - Throws: `DocumentError` when there is no such agent, with the names there are, and when its
    ///   definition cannot be used.
    public func definition(_ reference: String) throws(DocumentError) -> AgentDefinition {
        if reference.contains("/") || reference.hasSuffix(".yaml") || reference.hasSuffix(".yml") {
            return try AgentDefinition(contentsOf: URL(filePath: (reference as NSString).expandingTildeInPath))
        }
        let users = userNames
        if let folder, users.contains(reference) {
            return try Self.definition(named: reference, at: folder.appending(path: reference + ".yaml"))
        }
        if EmbeddedAgents.texts[reference] != nil { return try Self.definition(named: reference, at: nil) }
        let names = Set(users).union(EmbeddedAgents.texts.keys).sorted()
        let question = Spelling.nearest(to: reference, among: names).map { " (did you mean “\($0)”?)" } ?? ""
        throw DocumentError(
            "there is no agent “\(reference)”\(question)",
            expected: "one of \(names.joined(separator: ", ")), or the path of a .yaml file", at: nil)
    }

    private var userNames: [String] {
        guard let folder else { return [] }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }
    }

    /// Reads the file at `url`, which is found by its name and therefore has to bear the agent's
    /// name; or without one the definition in this program.
    private static func definition(named name: String, at url: URL?) throws(DocumentError) -> AgentDefinition {
        guard let url else {
            return try AgentDefinition(parsing: EmbeddedAgents.texts[name] ?? "", file: "agents/\(name).yaml")
        }
        let definition = try AgentDefinition(contentsOf: url)
        guard definition.name == name else {
            throw DocumentError(
                "\(url.path): the agent in this file is called “\(definition.name)”",
                expected: "name: \(name), as the file is called", at: nil)
        }
        return definition
    }
}
