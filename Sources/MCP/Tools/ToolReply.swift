import Planning

/// What a server's tool answered.
public struct ToolReply: Sendable, Hashable {
    /// What agents read.
    public let text: String
    /// Whether the tool says that it failed.
    public let isError: Bool

    /// - Parameters:
    ///   - result: the result of `tools/call`.
    ///   - limit: the most bytes of text.
    /// - Throws: ``MCPError`` for what is no result of a tool.
    init(_ result: JSONValue, limit: Int) throws(MCPError) {
        let content = result["content"] ?? []
        guard result.object != nil, let parts = content.array else {
            throw MCPError(.malformed, "answers with something that is no result of a tool")
        }
        var text = parts.map(Self.text).joined(separator: "\n")
        if parts.isEmpty, let structured = result["structuredContent"], structured != .null {
            text = structured.canonical
        }
        if text.utf8.count > limit {
            // Cut where a character begins.
            text = String(text[..<text.utf8.index(text.startIndex, offsetBy: limit)]) + "\n[cut after \(limit) bytes]"
        }
        self.text = text
        isError = result["isError"]?.bool ?? false
    }

    /// One part of a result, for a model that reads text.
    private static func text(_ part: JSONValue) -> String {
        switch part["type"]?.string {
        case "text": return part["text"]?.string ?? ""
        case "image", "audio":
            return "[\(part["type"]?.string ?? "data"), \(kind(part)), \(size(part["data"]))]"
        case "resource_link": return "[resource \(part["uri"]?.string ?? "without an address")]"
        case "resource":
            let resource = part["resource"]
            if let text = resource?["text"]?.string { return text }
            return
                "[resource \(resource?["uri"]?.string ?? ""), \(kind(resource ?? .null)), \(size(resource?["blob"]))]"
        default: return "[something of a kind that is not known here]"
        }
    }

    private static func kind(_ part: JSONValue) -> String { part["mimeType"]?.string ?? "of unknown type" }

    /// How much data Base64 text stands for.
    private static func size(_ data: JSONValue?) -> String { "\((data?.string?.utf8.count ?? 0) * 3 / 4) bytes" }
}
