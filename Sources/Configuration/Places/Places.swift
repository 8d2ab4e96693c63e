/// Where everything of a user lies. All places follow from an environment and a home folder; nothing
/// is looked up or created.
///
/// `OUTRIDER_HOME` moves everything that belongs to the user into one folder. Without it the XDG
/// base directories are used, on every system. A folder that is not absolute counts as not given, as
/// the XDG text demands.
public struct Places: Sendable, Hashable {
    /// The user's home folder.
    public let home: String
    /// The folder of what the user writes.
    public let configuration: String
    /// The folder of what the program must not lose.
    public let data: String
    /// The folder of what the program remembers but could lose, such as logs.
    public let state: String
    /// The folder of what the program can make again.
    public let cache: String
    /// The system's configuration files, the first that exists counts.
    public let systemFiles: [String]

    /// Places for a user.
    /// - Parameters:
    ///   - environment: the variables of the process.
    ///   - home: the user's home folder, absolute.
    public init(environment: [String: String], home: String) {
        self.init(environment: environment, home: home, systemFolder: "/etc")
    }

    /// - Parameter systemFolder: stands for `/etc`.
    init(environment: [String: String], home: String, systemFolder: String) {
        let folder = { (name: String) -> String? in
            guard let path = environment[name], path.hasPrefix("/") else { return nil }
            return FilePath.absolute(path, in: "/", home: home)
        }
        self.home = home
        if let own = folder("OUTRIDER_HOME") {
            (configuration, data, state, cache) = (own, own, "\(own)/state", "\(own)/cache")
        } else {
            configuration = (folder("XDG_CONFIG_HOME") ?? "\(home)/.config") + "/outrider"
            data = (folder("XDG_DATA_HOME") ?? "\(home)/.local/share") + "/outrider"
            state = (folder("XDG_STATE_HOME") ?? "\(home)/.local/state") + "/outrider"
            cache = (folder("XDG_CACHE_HOME") ?? "\(home)/.cache") + "/outrider"
        }
        let shared = (environment["XDG_CONFIG_DIRS"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
            .map { FilePath.absolute(String($0), in: "/", home: home) }
        systemFiles =
            ["\(systemFolder)/outrider/config.yaml"]
            + (shared.isEmpty ? ["\(systemFolder)/xdg"] : shared).map { "\($0)/outrider/config.yaml" }
    }

    /// The user's configuration file.
    public var userFile: String { "\(configuration)/config.yaml" }
    /// The folder of stored keys.
    public var keys: String { "\(configuration)/keys" }
    /// The folder of the user's agent definitions.
    public var agents: String { "\(configuration)/agents" }
    /// The folder of what is kept of the servers that are started on this machine.
    public var engines: String { "\(state)/engines" }
    /// The user's rules on which calls of tools are made, asked about or refused.
    public var approval: String { "\(configuration)/approval.yaml" }
    /// The folder of snapshots of working folders, while runs use them.
    public var workspaces: String { "\(state)/workspaces" }
    /// The ledger's database, unless the configuration names another.
    public var database: String { "\(data)/outrider.db" }
}
