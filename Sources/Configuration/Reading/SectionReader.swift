import Documents
import Planning

/// The values of one section of the configuration, from a file or from the environment, each with
/// its origin.
struct SectionReader<Key: CaseIterable & Hashable & RawRepresentable<String>> {
    private let values: [Key: (node: DocumentNode, origin: Origin)]
    private let folder: String
    private let home: String

    /// The section `node` of a file in `folder`. A key that `Key` does not have is an error; a section
    /// without anything in it is empty.
    init(_ node: DocumentNode?, in folder: String, home: String) throws(DocumentError) {
        self.folder = folder
        self.home = home
        guard let node, !node.isNull else {
            values = [:]
            return
        }
        let mapping = try node.mapping(allowing: Key.allCases.map(\.rawValue))
        var values: [Key: (node: DocumentNode, origin: Origin)] = [:]
        for member in mapping.members {
            guard let key = Key(rawValue: member.key) else { continue }
            values[key] = (member.value, .file(member.keyLocation.file, line: member.keyLocation.line))
        }
        self.values = values
    }

    /// What `environment` says. An empty variable counts as not set.
    /// - Parameters:
    ///   - variables: the names that can hold the value of a key; the first that is set counts.
    ///   - folder: where relative paths begin.
    init(_ environment: [String: String], variables: (Key) -> [String], in folder: String, home: String) {
        self.folder = folder
        self.home = home
        var values: [Key: (node: DocumentNode, origin: Origin)] = [:]
        for key in Key.allCases {
            for name in variables(key) where values[key] == nil {
                guard let text = environment[name], !text.isEmpty else { continue }
                let place = DocumentLocation(file: name, line: 1, column: 1, field: "")
                values[key] = (DocumentNode(.scalar(text, .plain), at: place), .environment(name))
            }
        }
        self.values = values
    }

    /// The value of `key`, read by `read`; nil where nothing is said.
    /// - Throws: ``ConfigurationError`` with the value's origin.
    func setting<Value>(
        _ key: Key, _ read: (DocumentNode) throws(DocumentError) -> Value
    ) throws(ConfigurationError) -> Setting<Value>? {
        guard let (node, origin) = values[key] else { return nil }
        do throws(DocumentError) {
            return Setting(try read(node), origin)
        } catch {
            // A file's own place is more exact: a list may go on for lines.
            if case .file = origin { throw ConfigurationError(error) }
            throw ConfigurationError(error, origin: origin)
        }
    }

    /// The value of `key` as an absolute path.
    func path(_ key: Key) throws(ConfigurationError) -> Setting<String>? {
        try setting(key) { node throws(DocumentError) in absolute(try node.name("a path")) }
    }

    /// `path` from where this section stands.
    func absolute(_ path: String) -> String {
        FilePath.absolute(path, in: folder, home: home)
    }
}
