public import Planning

/// A key, and where it was found, in words that may be shown.
public struct ResolvedKey: Sendable, Hashable {
    /// The key.
    public let secret: Secret
    /// Where it was found: “the environment variable OPENAI_API_KEY”.
    public let origin: String

    /// A key that was found.
    public init(secret: Secret, origin: String) {
        self.secret = secret
        self.origin = origin
    }
}
