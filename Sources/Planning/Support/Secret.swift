/// A key or a password. Its description, its mirror and its encoding never show it; only the code
/// that puts it on the wire reads ``exposed``.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The secret itself. Read it only to send it.
    public let exposed: String

    /// Wraps a secret.
    public init(_ value: String) {
        exposed = value
    }

    /// The last four characters, for people who want to tell keys apart; nothing of a short secret.
    public var hint: String {
        exposed.count >= 12 ? "…" + exposed.suffix(4) : "…"
    }

    public var description: String { "<secret>" }
    public var debugDescription: String { "<secret>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
