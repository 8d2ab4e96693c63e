import Documents

/// A configuration that cannot be used: where it stands, what is wrong, and what is expected there.
/// Never holds a key, nor the value of anything that could be one.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, beginning with where: a file and line, a variable or a flag.
    public let description: String

    init(_ description: String) {
        self.description = description
    }

    init(_ error: DocumentError) {
        description = error.description
    }
}
