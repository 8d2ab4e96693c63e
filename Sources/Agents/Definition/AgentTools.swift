import Documents
import Planning

/// The tools that a definition names, and for an agent that only plans describes.
struct AgentTools {
    private(set) var names: [String] = []
    private(set) var planned: [ToolDescription] = []
    private(set) var locations: [String: DocumentLocation] = [:]

    /// - Parameter root: the definition, whose `tools` are read.
    init(_ root: DocumentMapping, environment: AgentEnvironment, format: ActionFormat) throws(DocumentError) {
        let node = root["tools"]
        for element in try node?.list() ?? [] {
            let name: DocumentNode
            if environment == .none {
                let tool = try element.mapping(allowing: ["name", "summary"])
                name = try tool.required("name", expected: "the tool's name")
                let summary = try tool.required("summary", expected: "one or two sentences for the models").string()
                planned.append(
                    ToolDescription(
                        name: try name.string(), summary: summary.trimmed,
                        parameters: ["type": "object", "properties": [:], "additionalProperties": false], effect: .pure)
                )
            } else {
                name = element
            }
            try add(name, format: format)
        }
        if let node, format == .paragraph, !names.isEmpty {
            throw node.error("a step that is a paragraph names no tool", expected: "no tools, or another action format")
        }
        if names.isEmpty, format == .nativeTools || environment != .none {
            throw (node ?? root.node).error(
                "there are no tools", expected: "tools: the names of the tools that actions may call")
        }
    }

    /// What all tools of a server are named by: `server__*`.
    static func tools(called name: String, among offered: [ToolDescription]) -> [ToolDescription] {
        name.hasSuffix("__*") ? offered.filter { $0.name.hasPrefix(name.dropLast()) } : []
    }

    private mutating func add(_ node: DocumentNode, format: ActionFormat) throws(DocumentError) {
        let name = try node.string()
        guard !name.isEmpty, name == name.trimmed, !name.contains(where: { $0.isNewline || $0 == "{" }) else {
            throw node.error(
                "“\(name)” is no name of a tool", expected: "one line without { and without space around it")
        }
        if format == .nativeTools, name.wholeMatch(of: /[A-Za-z0-9_-]{1,64}|[A-Za-z0-9_-]+__\*/) == nil {
            throw node.error(
                "models cannot call a tool named “\(name)”", expected: "at most 64 letters, digits, _ and -")
        }
        guard !names.contains(name) else {
            throw node.error("the tool “\(name)” is named twice", expected: "every tool once")
        }
        names.append(name)
        locations[name] = node.location
    }
}
