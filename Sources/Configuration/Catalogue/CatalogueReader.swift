import Backends
import Documents
import Planning

/// Puts configured providers and models on top of the built-in ones, file by file, the weakest first:
/// a field that a file does not set stays what it was.
struct CatalogueReader {
    private(set) var catalogue = Catalogue.builtIn
    private var texts: [String: SettingLine] = [:]
    let home: String

    init(home: String) {
        self.home = home
    }

    /// What was configured, in the order of keys.
    var lines: [SettingLine] {
        texts.values.sorted {
            ($0.key.hasPrefix("models") ? 1 : 0, $0.key) < ($1.key.hasPrefix("models") ? 1 : 0, $1.key)
        }
    }

    mutating func readProviders(of file: ConfigurationFile) throws {
        for member in file.providers {
            let entry = try ProviderEntry(
                member, on: catalogue.providers[member.key], folder: file.folder, home: home)
            catalogue.add(entry.provider)
            if entry.replacesKey { for key in KeyEntry.Key.allCases { texts["\(member.path).\(key.rawValue)"] = nil } }
            note(entry.lines)
        }
    }

    mutating func readModels(of file: ConfigurationFile) throws {
        for member in file.models {
            let known: Model
            do throws(CatalogueError) {
                known = catalogue.endpoint(try catalogue.model(named: member.key).id)
            } catch {
                throw DocumentError(error.message, expected: Self.expectation(error), at: member.keyLocation)
            }
            let entry = try ModelEntry(member, on: known)
            catalogue.add(entry.model)
            if !entry.endpoints.isEmpty {
                catalogue.add(
                    ModelRoute(endpoints: try entry.endpoints.map(endpoint), preference: entry.preference),
                    for: entry.model.id)
            }
            note(entry.lines)
        }
    }

    /// An endpoint of a model: a model of a provider that is known.
    private func endpoint(_ node: DocumentNode) throws(DocumentError) -> ModelID {
        let name = try node.string()
        do throws(CatalogueError) {
            return try catalogue.model(named: name).id
        } catch {
            throw node.error(error.message, expected: Self.expectation(error))
        }
    }

    /// The model that `name` names.
    func model(_ name: Setting<String>?, field: String) throws(ConfigurationError) -> Setting<ModelID>? {
        guard let name else { return nil }
        do throws(CatalogueError) {
            return Setting(try catalogue.model(named: name.value).id, name.origin)
        } catch {
            var field = field
            if case .environment = name.origin { field = "" }
            throw ConfigurationError(
                .invalid, error.message, advice: "expected \(Self.expectation(error))", origin: name.origin,
                field: field)
        }
    }

    private mutating func note(_ lines: [SettingLine]) {
        for line in lines { texts[line.key] = line }
    }

    private static func expectation(_ error: CatalogueError) -> String {
        let nearest = error.nearest.map { ", perhaps “\($0)”" } ?? ""
        switch error.code {
        case .unknownProvider:
            return "one of \(error.known.joined(separator: ", "))\(nearest), or a provider of your configuration"
        case .malformedName: return "provider/model\(nearest)"
        }
    }
}
