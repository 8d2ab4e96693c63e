import Documents

/// What one file says about servers of tools: its section `mcp`.
struct MCPSection {
    /// The keys of the section.
    enum Key: String, CaseIterable {
        case servers
    }

    let servers: [ToolServerEntry]

    init(_ node: DocumentNode?, folder: String, home: String) throws(DocumentError) {
        var servers: [ToolServerEntry] = []
        if let node, !node.isNull {
            for member in try node.mapping(allowing: Key.allCases.map(\.rawValue)).members where !member.value.isNull {
                for server in try member.value.discreetMapping("a mapping of names to servers") {
                    servers.append(try ToolServerEntry(server, folder: folder, home: home))
                }
            }
        }
        self.servers = servers
    }
}
