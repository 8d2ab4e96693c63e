import Planning

/// What is settled between us and a server before its tools are asked for.
public struct Agreement: Sendable, Hashable {
    /// How it is spoken to.
    public let dialect: Dialect
    /// What the server calls itself, with its version, cut to one line; for people only.
    public let serverName: String?
    /// Whether it says when its list of tools changes.
    let announcesChanges: Bool

    /// - Parameter result: what the server answered to `server/discover` or `initialize`.
    init(_ dialect: Dialect, _ result: JSONValue) {
        self.dialect = dialect
        let info = result["serverInfo"] ?? result["_meta"]?["io.modelcontextprotocol/serverInfo"]
        let words = [info?["name"]?.string, info?["version"]?.string].compactMap(\.self)
            .flatMap { $0.split(whereSeparator: { $0.isWhitespace || $0.isNewline }) }
        serverName = words.isEmpty ? nil : words.joined(separator: " ").cut(to: 100)
        announcesChanges = result["capabilities"]?["tools"]?["listChanged"]?.bool == true
    }
}
