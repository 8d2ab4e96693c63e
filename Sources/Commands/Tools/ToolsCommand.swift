import ArgumentParser

/// `outrider tools`
struct ToolsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tools", abstract: "List the tools that agents may use, or call one.",
        discussion: """
            Tools come with the program, or from the MCP servers of your configuration (docs/mcp.md). A server's tool is \
            called SERVER__TOOL.
            """,
        subcommands: [ToolsListCommand.self, ToolsCallCommand.self], defaultSubcommand: ToolsListCommand.self)
}
