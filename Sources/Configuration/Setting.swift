/// A value and where it comes from.
public struct Setting: Sendable, Hashable {
    /// The value.
    public let value: SettingValue
    /// The value as it was written.
    public let text: String
    /// The layer it comes from.
    public let origin: SettingOrigin

    /// Reads the value of `key`.
    /// - Throws: ``ConfigurationError`` that says what is expected, and where.
    init(_ text: String, for key: SettingKey, from origin: SettingOrigin) throws(ConfigurationError) {
        guard let value = SettingValue(text, for: key) else {
            let field = if case .flag = origin { "" } else { key.rawValue + ": " }
            throw ConfigurationError(
                "\(origin): \(field)“\(text.prefix(80))” cannot be used; expected \(SettingValue.expectation(for: key))"
            )
        }
        self.value = value
        self.text = text
        self.origin = origin
    }
}
