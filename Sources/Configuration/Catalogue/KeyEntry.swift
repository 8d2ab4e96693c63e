import Backends
import Documents

/// Where the key of a provider or of a server of tools comes from: one of its fields `key_env`, `key_command` and
/// `key_file`.
struct KeyEntry {
    /// The fields, of which one at most says where the key comes from.
    enum Key: String, CaseIterable {
        case environment = "key_env"
        case command = "key_command"
        case file = "key_file"
    }

    let source: KeySource
    /// What may be shown of it.
    let text: String

    /// Nil for any other field.
    /// - Parameter isFirst: whether no other field has named a source.
    init?(_ field: DocumentMember, isFirst: Bool, folder: String, home: String) throws(DocumentError) {
        let node = field.value
        switch Key(rawValue: field.key) {
        case .environment:
            text = try ProviderEntry.variable(node)
            source = .environment(text)
        case .command:
            source = .command(try node.name("a command that prints the key"))
            text = "(a command, not shown)"
        case .file:
            text = FilePath.absolute(try node.name("the path of a file"), in: folder, home: home)
            source = .file(text)
        case nil: return nil
        }
        guard isFirst else {
            throw DocumentError(
                "there is another source of the key already", expected: "one of key_env, key_command, key_file",
                at: field.keyLocation)
        }
    }
}
