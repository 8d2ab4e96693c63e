import Documents
import Foundation

/// One configuration file, checked as far as it can be checked without the others.
struct ConfigurationFile {
    /// The sections of a file.
    enum Section: String, CaseIterable {
        case defaults, providers, models, engines, network, tools, mcp
    }

    let path: String
    let defaults: DefaultsSection
    let engines: EnginesSection
    let network: NetworkSection
    let tools: ToolsSection
    let mcp: MCPSection
    /// Providers and models, which are read on top of those of the layers below.
    let providers: [DocumentMember]
    let models: [DocumentMember]
    /// Where relative paths of this file begin.
    let folder: String

    /// Reads the file at `path`.
    /// - Parameter rules: what the file may not say; nil for a file of the user or the system.
    init(at path: String, home: String, rules: ProjectRules? = nil) throws {
        let root = try DocumentNode(contentsOf: URL(filePath: path))
        let mapping = root.isNull ? nil : try root.mapping(allowing: Section.allCases.map(\.rawValue))
        try rules?.check(mapping)
        let section = { (section: Section) in mapping?[section.rawValue] }
        folder = FilePath.parent(of: path)
        self.path = path
        defaults = try DefaultsSection(SectionReader(section(.defaults), in: folder, home: home))
        engines = try EnginesSection(SectionReader(section(.engines), in: folder, home: home))
        network = try NetworkSection(SectionReader(section(.network), in: folder, home: home))
        tools = try ToolsSection(SectionReader(section(.tools), in: folder, home: home))
        mcp = try MCPSection(section(.mcp), folder: folder, home: home)
        providers = try Self.members(section(.providers))
        models = try Self.members(section(.models))
        try rules?.check(defaults)
    }

    private static func members(_ node: DocumentNode?) throws -> [DocumentMember] {
        guard let node, !node.isNull else { return [] }
        return try node.discreetMapping("a mapping of names to entries")
    }
}
