import MCP
import Planning
import Tools

/// A tool of an MCP server, as agents use it.
struct ServerTool: Tool {
    let server: MCPServer
    let listed: ListedTool
    /// What the operator's trust makes of it.
    let standing: ServerTrust.Standing
    let description: ToolDescription

    init(_ listed: ListedTool, of server: MCPServer) {
        self.server = server
        self.listed = listed
        standing = server.settings.trust.standing(of: listed.name, listed.annotations)
        description = ToolDescription(
            name: ServerToolName.name(of: listed.name, at: server.settings.name), summary: listed.summary,
            parameters: listed.schema, effect: standing.effect)
    }

    func run(_ arguments: ToolArguments) async throws -> String {
        let reply: ToolReply
        do {
            reply = try await server.call(listed, arguments.all)
        } catch let error as MCPError {
            throw ToolFailure(error.summary, isPassing: error.isPassing)
        }
        guard !reply.isError else { throw ToolFailure(reply.text.isEmpty ? "it failed without a reason" : reply.text) }
        return reply.text
    }
}

extension MCPServer {
    /// Its tools, as agents use them.
    func serverTools() async throws -> [ServerTool] {
        try await tools().tools.map { ServerTool($0, of: self) }
    }
}
