/// A key that cannot be stored or read: what happened, and what to try next. Never holds a key.
public struct KeyStoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failures.
    public enum Code: String, Sendable, Hashable, Codable {
        /// The provider's name cannot be the name of a file.
        case invalidName = "invalid-name"
        /// The key is empty, or has more than one line.
        case invalidKey = "invalid-key"
        /// Others may read the file.
        case tooOpen = "too-open"
        /// The file or folder cannot be read or written.
        case inaccessible
    }

    /// The kind of failure.
    public let code: Code
    /// What happened, and what to try next.
    public let description: String

    /// A failure.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
