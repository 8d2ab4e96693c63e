public import Backends
public import MCP

/// A server of tools as it is configured.
public struct ToolServer: Sendable, Hashable {
    /// Where it is and how far it is trusted.
    public let server: MCPServerSettings
    /// Where its key comes from.
    public let key: KeySource

    /// What its key is stored under by `outrider keys set`: no provider can be meant by accident.
    public var keyName: String { "mcp-\(server.name)" }
}
