import MCP
import Planning
import Tools

/// A tool as `outrider tools list` shows it.
struct ToolEntry: Encodable {
    let name: String
    /// The MCP server that has it; nil for a tool that comes with the program.
    let server: String?
    let effect: String
    /// Whether it may run before the verifier has asked for it.
    let runsEarly: Bool
    /// Why, or why not.
    let reason: String
    let summary: String
    let parameters: JSONValue

    private enum CodingKeys: String, CodingKey {
        case name, server, effect
        case runsEarly = "runs_early"
        case reason, summary, parameters
    }

    /// - Parameter standings: what the operator's trust makes of servers' tools, by name.
    init(_ tool: ToolDescription, in toolbox: Toolbox, standings: [String: ServerTrust.Standing]) {
        name = tool.name
        server = standings[tool.name] == nil ? nil : ServerToolName.server(of: tool.name)
        effect = tool.effect.rawValue
        summary = tool.summary
        parameters = tool.parameters
        switch toolbox.earlyExecution(of: Action(tool: tool.name)) {
        case .refused(let refusal):
            runsEarly = false
            reason = standings[tool.name]?.reason ?? refusal
        case .allowed, .provisional, .unneeded:
            runsEarly = true
            let standing = standings[tool.name]
            reason = standing.flatMap { $0.mayRunEarly ? $0.reason : nil } ?? "you trust it to"
        }
    }

    /// The first line of what it does, for a table.
    var headline: String {
        let line = summary.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        return String(line).printable
    }
}
