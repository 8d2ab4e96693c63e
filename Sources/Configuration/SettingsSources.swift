/// Where settings are read from. All of it is passed in, so that nothing is taken from the process.
public struct SettingsSources: Sendable {
    /// The flags that were given, as texts.
    public var flags: [SettingKey: String]
    /// The variables of the process.
    public var environment: [String: String]
    /// The folder that the program was started in; its `outrider.yaml` is the project's.
    public var workingFolder: String
    /// A configuration file to read in place of the user's own; it must exist.
    public var configFile: String?
    /// The administrator's configuration file; nil for the usual one.
    public var systemConfigFile: String?

    /// Sources of settings.
    public init(
        flags: [SettingKey: String] = [:], environment: [String: String], workingFolder: String,
        configFile: String? = nil, systemConfigFile: String? = nil
    ) {
        self.flags = flags
        self.environment = environment
        self.workingFolder = workingFolder
        self.configFile = configFile
        self.systemConfigFile = systemConfigFile
    }
}
