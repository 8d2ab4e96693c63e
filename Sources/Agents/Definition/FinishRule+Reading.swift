import Documents

extension FinishRule {
    /// - Parameter tools: the names of the agent's tools, one of which may end the task.
    init(_ node: DocumentNode, tools: [String]) throws(DocumentError) {
        let mapping = try node.mapping(allowing: ["tool", "argument", "pattern"])
        guard mapping["tool"] != nil || mapping["pattern"] != nil else {
            throw node.error("nothing ends the task", expected: "tool: a tool's name, or pattern: a regular expression")
        }
        tool = try mapping["tool"]?.string()
        argument = try mapping["argument"]?.string()
        pattern = try mapping["pattern"]?.pattern()
        if let tool, let node = mapping["tool"], !tools.contains(tool) {
            let question = Spelling.nearest(to: tool, among: tools).map { " (did you mean “\($0)”?)" } ?? ""
            throw node.error(
                "“\(tool)” is none of this agent's tools\(question)",
                expected: tools.isEmpty
                    ? "pattern, since there are no tools" : "one of " + tools.joined(separator: ", "))
        }
        if tool == nil, let node = mapping["argument"] {
            throw node.error("an argument belongs to a tool", expected: "tool beside it, or nothing here")
        }
    }
}
