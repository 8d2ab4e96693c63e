/// A stored key as it may be listed.
public struct StoredKey: Sendable, Hashable {
    /// The provider that it is for.
    public let provider: String
    /// Its last four characters.
    public let hint: String
}
