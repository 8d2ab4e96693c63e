import Backends
import Documents

/// What `config show` says of providers and models, and where each part of it comes from.
struct CatalogueDescription {
    private var byName: [String: SettingRow] = [:]

    var rows: [SettingRow] { Array(byName.values) }

    init(of catalogue: Catalogue) {
        for provider in catalogue.providers.values {
            for (field, text) in Self.fields(of: provider) {
                set("providers.\(provider.name).\(field)", text, .builtIn)
            }
        }
    }

    /// `member` of a file has made `provider` what it is now.
    mutating func update(_ provider: Provider, _ member: DocumentMember, _ layer: ConfigurationFile.Layer) {
        guard let written = try? member.value.mapping() else { return }
        let prefix = "providers.\(provider.name)."
        let fields = Self.fields(of: provider)
        for name in byName.keys where name.hasPrefix(prefix) {
            if !fields.contains(where: { prefix + $0.name == name }) { byName[name] = nil }
        }
        for (field, text) in fields {
            // A field that the file leaves out keeps its origin; a new one without a place of its
            // own comes from the provider as a whole.
            let place = written[field == "key" ? Self.keyField(of: provider) : field]?.location
            if let place {
                set(prefix + field, text, layer.origin(place))
            } else if byName[prefix + field]?.text != text {
                set(prefix + field, text, layer.origin(member.keyLocation))
            }
        }
    }

    /// `member` of a file describes a model.
    mutating func update(model member: DocumentMember, _ layer: ConfigurationFile.Layer) {
        guard let written = try? member.value.mapping() else { return }
        for field in written.members {
            if let abilities = try? field.value.mapping() {
                for ability in abilities.members {
                    set("models.\(member.key).\(field.key).\(ability.key)", ability.value, layer)
                }
            } else {
                set("models.\(member.key).\(field.key)", field.value, layer)
            }
        }
    }

    private mutating func set(_ name: String, _ node: DocumentNode, _ layer: ConfigurationFile.Layer) {
        guard let text = try? node.string() else { return }
        set(name, text, layer.origin(node.location))
    }

    private mutating func set(_ name: String, _ text: String, _ origin: SettingOrigin) {
        byName[name] = SettingRow(name: name, text: text, origin: origin)
    }

    private static func fields(of provider: Provider) -> [(name: String, text: String)] {
        var fields = [
            (name: "api", text: provider.api.rawValue), (name: "base_url", text: provider.baseURL),
            (name: "key", text: text(of: provider.key)),
        ]
        if !provider.headers.isEmpty {
            fields.append((name: "headers", text: provider.headers.keys.sorted().joined(separator: ", ")))
        }
        return fields
    }

    private static func keyField(of provider: Provider) -> String {
        switch provider.key {
        case .none, .environment: "key_env"
        case .command: "key_command"
        case .file: "key_file"
        }
    }

    private static func text(of key: KeySource) -> String {
        switch key {
        case .none: "none"
        case .environment(let name): "from the variable \(name)"
        // The command may hold something that is nobody's business.
        case .command: "from a command"
        case .file(let path): "from the file \(path)"
        }
    }
}
