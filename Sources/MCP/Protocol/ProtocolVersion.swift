/// The revisions of MCP that are spoken here.
enum ProtocolVersion {
    /// Those that begin with a handshake, the newest first.
    static let handshake = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
    /// Those whose requests each say all there is to know, the newest first.
    static let stateless = ["2026-07-28"]
}

/// How requests to a server are dressed, once the version is agreed.
public enum Dialect: Sendable, Hashable, CustomStringConvertible {
    /// One handshake at the beginning, and over HTTP perhaps a session.
    case handshake(version: String)
    /// Every request carries the version and who is asking.
    case stateless(version: String)

    /// The version.
    public var version: String {
        switch self {
        case .handshake(let version), .stateless(let version): version
        }
    }

    /// Whether every request stands for itself.
    public var isStateless: Bool {
        if case .stateless = self { true } else { false }
    }

    /// The version, such as `2026-07-28`.
    public var description: String { version }
}
