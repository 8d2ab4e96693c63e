import MCP

/// The servers of tools that are configured.
public struct MCPSettings: Sendable {
    /// The servers, by name.
    public let servers: [ToolServer]
    /// What the files say about them.
    let lines: [SettingLine]

    /// The layers, the strongest first. Of two entries with one name the stronger counts, as a whole: what a program
    /// may do is not put together from pieces.
    init(_ layers: [MCPSection]) {
        var entries: [String: ToolServerEntry] = [:]
        for entry in layers.reversed().flatMap(\.servers) { entries[entry.tool.server.name] = entry }
        let sorted = entries.sorted { $0.key < $1.key }.map(\.value)
        servers = sorted.map(\.tool)
        lines = sorted.flatMap(\.lines)
    }
}
