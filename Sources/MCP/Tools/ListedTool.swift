public import Planning

/// A tool as its server lists it.
public struct ListedTool: Sendable, Hashable {
    /// Its name at the server.
    public let name: String
    /// What it does, in the server's words, cut where they are too long for a prompt.
    public let summary: String
    /// The schema of its arguments, an object schema.
    public let schema: JSONValue
    /// What the server says it does to the world.
    public let annotations: ToolAnnotations

    /// The most code points of a description that models are told.
    private static let longestSummary = 4000
    private static let longestName = 128

    /// - Throws: ``MalformedMessage`` for what is no usable tool.
    init(_ json: JSONValue) throws(MalformedMessage) {
        guard let name = json["name"]?.string, !name.isEmpty, name.utf8.count <= Self.longestName,
            name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else {
            throw MalformedMessage(reason: "a tool has no usable name")
        }
        guard var schema = json["inputSchema"]?.object, (schema["type"] ?? "object") == "object" else {
            throw MalformedMessage(reason: "the arguments of “\(name)” are no object")
        }
        schema["type"] = "object"
        self.name = name
        let words = json["description"]?.string ?? json["title"]?.string ?? json["annotations"]?["title"]?.string
        summary = (words ?? name).cut(to: Self.longestSummary)
        self.schema = .object(schema)
        annotations = ToolAnnotations(json["annotations"])
    }
}
