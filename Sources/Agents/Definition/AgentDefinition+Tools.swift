public import Documents
public import Planning

extension AgentDefinition {
    /// The tools that this agent's models are told of, in the definition's order.
    ///
    /// They come from the environment. The tool that ends the task need not be among them, since
    /// calling it does nothing but end the task: it is then described here.
    /// - Parameter environmentTools: what the environment offers; ignored for an agent that only plans.
    /// - Throws: ``DocumentError`` at the name of a tool that the environment does not offer, and when
    ///   the environment's tool that ends the task lacks the argument that is the answer.
    public func tools(offeredBy environmentTools: [ToolDescription]) throws(DocumentError) -> [ToolDescription] {
        let offered = environment == .none ? plannedTools : environmentTools
        var tools: [ToolDescription] = []
        for name in toolNames {
            let several = AgentTools.tools(called: name, among: offered)
            if let tool = offered.first(where: { $0.name == name }) {
                tools.append(tool)
            } else if !several.isEmpty {
                tools += several.filter { tool in !toolNames.contains(tool.name) }
            } else if name == finish.tool {
                tools.append(finishingTool)
            } else {
                let names = offered.map(\.name)
                let question = Spelling.nearest(to: name, among: names).map { " (did you mean “\($0)”?)" } ?? ""
                throw DocumentError(
                    "the environment “\(environment.rawValue)” has no tool “\(name)”\(question)",
                    expected: names.isEmpty ? nil : "one of " + names.joined(separator: ", "),
                    at: toolLocations[name])
            }
        }
        if let argument = finish.argument, let tool = tools.first(where: { $0.name == finish.tool }),
            tool.parameters["properties"]?[argument] == nil
        {
            throw DocumentError(
                "the tool “\(tool.name)” has no argument “\(argument)”",
                expected: "the argument that is the answer", at: finishLocation)
        }
        return tools
    }

    private var finishingTool: ToolDescription {
        let parameters: JSONValue =
            if let argument = finish.argument {
                [
                    "type": "object",
                    "properties": [argument: ["type": "string", "description": "The answer to the task."]].json,
                    "required": [.string(argument)], "additionalProperties": false,
                ]
            } else {
                ["type": "object", "properties": [:], "additionalProperties": false]
            }
        return ToolDescription(
            name: finish.tool ?? "", summary: "Ends the task\(finish.argument == nil ? "" : " and gives its answer").",
            parameters: parameters, effect: .pure)
    }
}

extension [String: JSONValue] {
    fileprivate var json: JSONValue { .object(self) }
}
