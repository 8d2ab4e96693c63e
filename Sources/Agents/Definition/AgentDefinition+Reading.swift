public import Documents
public import Foundation
import Planning

extension AgentDefinition {
    /// Reads a definition.
    /// - Parameters:
    ///   - text: YAML, as documented in agents/README.md.
    ///   - file: its name in errors.
    /// - Throws: ``DocumentError`` for the first thing that cannot be used.
    public init(parsing text: String, file: String) throws(DocumentError) {
        try self.init(DocumentNode(parsing: text, file: file), source: text, file: file)
    }

    /// Reads a definition from a file.
    public init(contentsOf url: URL) throws(DocumentError) {
        let text = try DocumentNode.text(of: url)
        try self.init(parsing: text, file: url.path)
    }

    private init(_ document: DocumentNode, source: String, file: String) throws(DocumentError) {
        let root = try document.mapping(allowing: [
            "name", "description", "task_hint", "environment", "tools", "action", "finish", "trajectory", "prompts",
            "drafter", "verifier", "limits", "sampling", "strategy",
        ])
        self.source = source
        self.file = file
        let name = try root.required("name", expected: "the name that users type")
        self.name = try name.identifier()
        description = try root.required("description", expected: "one sentence for the list of agents").line()
        taskHint = try root["task_hint"]?.string().trimmed
        environment = try root.required("environment", expected: "none, blocksworld, countdown or tools")
            .choice(of: AgentEnvironment.self)
        format = try ActionFormat(root.required("action", expected: "how an action is written"))
        let tools = try AgentTools(root, environment: environment, format: format)
        if case .pattern(let pattern) = format, !tools.names.isEmpty, !pattern.groupNames.contains("tool") {
            throw (root["action"] ?? document).error(
                "the pattern has no group for the tool", expected: "a group such as (?<tool>…)")
        }
        toolNames = tools.names
        plannedTools = tools.planned
        toolLocations = tools.locations
        let finish = try root.required("finish", expected: "what ends the task")
        self.finish = try FinishRule(finish, tools: tools.names)
        finishLocation = finish.location
        trajectory = try TrajectoryRendering(root["trajectory"], format: format)
        prompts = try AgentPrompts(
            root.required("prompts", expected: "what the models are told").mapping(allowing: AgentPrompts.keys),
            format: format.name, hasTools: !tools.names.isEmpty)
        drafter =
            try root["drafter"].map { node throws(DocumentError) in try StyleChoice(node) } ?? StyleChoice(.direct)
        verifier =
            try root["verifier"].map { node throws(DocumentError) in try StyleChoice(node) } ?? StyleChoice(.react)
        limits = try AgentLimits(root["limits"])
        sampling = try AgentSampling(root["sampling"])
        strategies = try StrategySettings(root["strategy"])
    }
}

extension DocumentNode {
    /// A short name of letters, digits, `-` and `_`, as agents have.
    fileprivate func identifier() throws(DocumentError) -> String {
        let text = try string()
        guard text.wholeMatch(of: /[a-z0-9][a-z0-9_-]{0,63}/) != nil else {
            throw error(
                "“\(text)” is no name", expected: "small letters, digits, - and _, beginning with a letter or digit")
        }
        return text
    }

    /// One line of text that is not empty.
    fileprivate func line() throws(DocumentError) -> String {
        let text = try string().trimmed
        guard !text.isEmpty, !text.contains(where: \.isNewline) else {
            throw error("this is not one line of text", expected: "one sentence on one line")
        }
        return text
    }
}
