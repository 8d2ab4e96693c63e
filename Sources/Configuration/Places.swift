/// Where the program keeps its files, by the XDG rules on every system.
public struct Places: Sendable, Hashable {
    /// `config.yaml` and the keys.
    public let config: String
    /// What the user would miss: the database.
    public let data: String
    /// What is worth keeping but not worth missing: logs and the like.
    public let state: String
    /// What can be made again.
    public let cache: String
    /// The user's own agents.
    public let agents: String
    /// The user's home folder.
    public let home: String

    /// The user's configuration file.
    public var configFile: String { config + "/config.yaml" }
    /// The configuration file that the administrator provides.
    public var systemConfigFile: String { "/etc/outrider/config.yaml" }
    /// The folder of stored keys.
    public var keys: String { config + "/keys" }
    /// The database that runs are recorded in unless another one is chosen.
    public var database: String { data + "/outrider.db" }

    /// The places that follow from the environment.
    ///
    /// `OUTRIDER_HOME` moves all of them into one folder. The XDG variables count only where they
    /// are absolute, as their specification asks.
    /// - Throws: ``ConfigurationError`` when there is no home folder, or `OUTRIDER_HOME` is relative.
    public init(environment: [String: String]) throws(ConfigurationError) {
        let moved = environment["OUTRIDER_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        guard let home = environment["HOME"].flatMap({ $0.hasPrefix("/") ? $0 : nil }) ?? moved else {
            throw ConfigurationError(
                "HOME is not set, so there is no place for files; set HOME or OUTRIDER_HOME to a folder")
        }
        self.home = home
        if let moved {
            guard moved.hasPrefix("/") else {
                throw ConfigurationError("OUTRIDER_HOME is “\(moved)”; expected a path that begins with /")
            }
            config = moved
            data = moved + "/data"
            state = moved + "/state"
            cache = moved + "/cache"
        } else {
            func folder(_ variable: String, _ usual: String) -> String {
                let base = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
                return (base ?? home + usual) + "/outrider"
            }
            config = folder("XDG_CONFIG_HOME", "/.config")
            data = folder("XDG_DATA_HOME", "/.local/share")
            state = folder("XDG_STATE_HOME", "/.local/state")
            cache = folder("XDG_CACHE_HOME", "/.cache")
        }
        agents = config + "/agents"
    }

    /// `path` as it is meant in a file or variable: `~/` is the home folder, and a relative path
    /// begins at `base`.
    func resolving(_ path: String, from base: String) -> String {
        if path == "~" { return home }
        if path.hasPrefix("~/") { return home + path.dropFirst() }
        return path.hasPrefix("/") ? path : base + "/" + path
    }
}
