import Documents

/// What one file says about tools: its section `tools`.
struct ToolsSection {
    /// The keys of the section.
    enum Key: String, CaseIterable {
        case root, trusted
        case allowPrivateAddresses = "allow_private_addresses"
        case database, shell
    }

    let root: Setting<String>?
    let trusted: Setting<[String]>?
    let allowPrivateAddresses: Setting<Bool>?
    let database: Setting<String>?
    let shell: Setting<ShellEffect>?

    init(_ reader: SectionReader<Key>) throws(ConfigurationError) {
        root = try reader.path(.root)
        trusted = try reader.setting(.trusted) { node throws(DocumentError) in
            var names: [String] = []
            for element in try node.list() { names.append(try element.name("a tool's name")) }
            return names
        }
        allowPrivateAddresses = try reader.setting(.allowPrivateAddresses) { node throws(DocumentError) in
            try node.bool()
        }
        database = try reader.path(.database)
        shell = try reader.setting(.shell) { node throws(DocumentError) in try node.choice(of: ShellEffect.self) }
    }
}
