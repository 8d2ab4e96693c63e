/// All tools of a server, and for how long that is worth knowing.
public struct ToolList: Sendable, Hashable {
    /// The tools, in the server's order.
    public internal(set) var tools: [ListedTool]
    /// What was left out, and why; for people.
    public internal(set) var omissions: [String]
    /// How long the server says the list stays as it is; zero where it does not say.
    let freshness: Duration

    /// The tool called `name`.
    public func tool(named name: String) -> ListedTool? {
        tools.first { $0.name == name }
    }
}
