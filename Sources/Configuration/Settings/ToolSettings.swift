/// What tools may touch.
public struct ToolSettings: Sendable, Hashable {
    /// The folder below which files may be read, as an absolute path; nil is the folder the program
    /// was started in.
    public let root: Setting<String>?
    /// Tools that the user vouches for: they may run before their step is verified.
    public let trusted: Setting<[String]>
    /// Whether pages may be fetched from addresses of this machine and its private networks.
    public let allowPrivateAddresses: Setting<Bool>
    /// The SQLite database that may be queried, as an absolute path.
    public let database: Setting<String>?
    /// What commands of the shell do to the world.
    public let shell: Setting<ShellEffect>

    /// Built-in tools that read what is on this machine and change nothing, or change it in a snapshot. Reading the
    /// web is not among them: it can cost money or tell a stranger what is looked for.
    private static let trustedByDefault = [
        "calculator", "list_files", "read_file", "search_files", "write_file", "edit_file", "sql_query",
    ]

    /// The layers, the strongest first.
    init(_ layers: [ToolsSection]) {
        root = layers.strongest(\.root)
        trusted = layers.strongest(\.trusted) ?? Setting(Self.trustedByDefault, .builtIn)
        allowPrivateAddresses = layers.strongest(\.allowPrivateAddresses) ?? Setting(false, .builtIn)
        shell = layers.strongest(\.shell) ?? Setting(.destructive, .builtIn)
        database = layers.strongest(\.database)
    }
}
