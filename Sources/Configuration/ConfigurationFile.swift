import Documents
import Foundation

/// One configuration file, taken apart but not yet combined with the others.
struct ConfigurationFile {
    /// Whose file it is.
    enum Layer {
        case project, user, system

        func origin(_ place: DocumentLocation) -> SettingOrigin {
            switch self {
            case .project: .project(place)
            case .user: .user(place)
            case .system: .system(place)
            }
        }
    }

    let layer: Layer
    /// The folder that relative paths in the file begin at.
    let folder: String
    let settings: [SettingKey: Setting]
    let providers: [DocumentMember]
    let models: [DocumentMember]

    /// Reads a file; nil if there is none.
    init?(path: String, layer: Layer, places: Places) throws(ConfigurationError) {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            try self.init(
                DocumentNode(contentsOf: URL(fileURLWithPath: path)), path: path, layer: layer, places: places)
        } catch let error as DocumentError {
            throw ConfigurationError(error)
        } catch let error as ConfigurationError {
            throw error
        } catch {
            throw ConfigurationError("\(path) cannot be read: \(error)")
        }
    }

    private init(_ root: DocumentNode, path: String, layer: Layer, places: Places) throws {
        self.layer = layer
        folder = (path as NSString).deletingLastPathComponent
        guard !root.isNull else {
            (settings, providers, models) = ([:], [], [])
            return
        }
        let sections = try root.mapping(allowing: ["providers", "models", "defaults"])
        if layer == .project { try Self.refuseForProjects(sections) }
        providers = try Self.section("providers", of: sections)?.mapping().members ?? []
        models = try Self.section("models", of: sections)?.mapping().members ?? []

        var settings: [SettingKey: Setting] = [:]
        let defaults = try Self.section("defaults", of: sections)?.mapping(
            allowing: SettingKey.allCases.map(\.rawValue))
        for member in defaults?.members ?? [] {
            guard let key = SettingKey(rawValue: member.key) else { continue }
            guard layer != .project || key.isOpenToProjects else {
                throw DocumentError(
                    "a project file may not set this, because it comes with the project and not from you",
                    expected: "it in your own \(places.configFile)", at: member.keyLocation)
            }
            settings[key] = try Self.setting(member.value, for: key, layer, folder: folder, places: places)
        }
        self.settings = settings
    }

    /// A section, unless all of it is commented out.
    private static func section(_ name: String, of sections: DocumentMapping) -> DocumentNode? {
        sections[name].flatMap { $0.isNull ? nil : $0 }
    }

    /// Providers decide who gets keys and prompts, and prices decide what counts against a limit.
    private static func refuseForProjects(_ sections: DocumentMapping) throws(DocumentError) {
        for member in sections.members where member.key != "defaults" {
            throw DocumentError(
                "a project file may not describe \(member.key), because it comes with the project and not from you; "
                    + "it may choose agents and models and lower limits",
                expected: "\(member.key) in your own configuration", at: member.keyLocation)
        }
    }

    private static func setting(
        _ node: DocumentNode, for key: SettingKey, _ layer: Layer, folder: String, places: Places
    ) throws -> Setting {
        let text: String
        if key == .trustedTools {
            text = try node.list().map { try $0.string() }.joined(separator: ",")
        } else {
            text = try node.string()
        }
        guard SettingValue(text, for: key) != nil else {
            throw node.error("“\(text.prefix(80))” cannot be used", expected: SettingValue.expectation(for: key))
        }
        let resolved = key == .database ? places.resolving(text, from: folder) : text
        return try Setting(resolved, for: key, from: layer.origin(node.location))
    }
}
