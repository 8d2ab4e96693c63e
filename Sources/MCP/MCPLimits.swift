/// How much a server may send. None of it can be left out.
public struct MCPLimits: Sendable, Hashable {
    /// The most bytes of one message.
    public var messageBytes = 8 << 20
    /// The most pages of a list of tools.
    public var pages = 64
    /// The most tools of a server.
    public var tools = 512
    /// The most bytes of text that an agent gets of one result.
    public var resultBytes = 64 << 10
    /// The most lines or events in a row that are no answer to anything; more is a flood.
    public var strayMessages = 10_000
    /// How much is kept of what a server writes to its standard error, in bytes.
    public var logBytes = 16 << 10
    /// How often a call goes on where the server asks for nothing but to be asked again.
    public var rounds = 8
    /// How often in a row a server is started again that has ended.
    public var restarts = 3

    /// The limits that hold everywhere.
    public init() {}
}
