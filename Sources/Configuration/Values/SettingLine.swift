/// One value of the effective configuration as `outrider config show` prints it. Never a secret.
public struct SettingLine: Sendable, Hashable {
    /// The way to the value in a configuration file, such as `defaults.lambda`.
    public let key: String
    /// The value for people. What may hold a secret is left out or said to be hidden.
    public let text: String
    /// Where it was set.
    public let origin: Origin

    /// A line of the listing.
    public init(key: String, text: String, origin: Origin) {
        self.key = key
        self.text = text
        self.origin = origin
    }
}
