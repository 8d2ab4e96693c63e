import Agents
import Foundation
import Planning
import Testing

/// Definitions, tools and trajectories that several suites need.
enum Samples {
    static let model = Model(id: ModelID(provider: "test", name: "model"))

    /// A definition of tagged actions, with `extra` lines at its end.
    static func tagged(drafter: String = "direct", extra: String = "") throws -> AgentDefinition {
        try AgentDefinition(
            parsing: """
                name: sample
                description: A sample.
                environment: none
                tools:
                  - {name: Look, summary: Looks.}
                  - {name: STOP, summary: Stops.}
                action: {format: tagged, tag: tool}
                finish: {tool: STOP}
                prompts: {system: "You plan."}
                drafter: \(drafter)
                \(extra)
                """, file: "sample.yaml")
    }

    /// The repository's folder.
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func tool(_ name: String, _ arguments: [String], effect: EffectClass = .pure) -> ToolDescription {
        let properties = Dictionary(
            uniqueKeysWithValues: arguments.map { ($0, ["type": "string", "description": "A value."] as JSONValue) })
        return ToolDescription(
            name: name, summary: "Does \(name).",
            parameters: [
                "type": "object", "properties": .object(properties),
                "required": .array(arguments.map { .string($0) }), "additionalProperties": false,
            ],
            effect: effect)
    }

    static let blocks = [
        tool("pick-up", ["block"]), tool("put-down", ["block"]), tool("stack", ["block", "on"]),
        tool("unstack", ["block", "from"]), tool("finish", []),
    ]

    static let numbers = ["add", "subtract", "multiply", "divide"].map { tool($0, ["a", "b"]) } + [tool("finish", [])]

    static let assistant = [
        tool("calculator", ["expression"]), tool("read_file", ["path"]), tool("list_files", ["path"]),
        tool("search_files", ["pattern"]), tool("write_file", ["path", "content"]),
        tool("edit_file", ["path", "old", "new"]), tool("shell", ["command"]), tool("ask_user", ["question"]),
        tool("http_get", ["url"]), tool("sql_query", ["database", "query"]),
    ]

    /// The tools that the environment of a shipped agent would offer.
    static func tools(of agent: AgentDefinition) -> [ToolDescription] {
        switch agent.environment {
        case .none: []
        case .blocksworld: blocks
        case .countdown: numbers
        case .tools: assistant
        }
    }

    static func agent(
        _ definition: AgentDefinition, _ backend: ScriptedModel, style: StyleChoice = StyleChoice(.direct),
        model: Model = model
    ) throws -> ModelAgent {
        try ModelAgent(
            definition: definition, style: style, backend: backend, model: model,
            environmentTools: tools(of: definition), seed: 7)
    }
}
