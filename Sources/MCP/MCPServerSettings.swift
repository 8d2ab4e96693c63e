/// A server of tools, as the operator configures it.
public struct MCPServerSettings: Sendable, Hashable {
    /// Where a server is.
    public enum Place: Sendable, Hashable {
        /// A program on this machine that is started and spoken to over its standard streams: the program with its
        /// arguments, the folder it starts in, and the names of variables that are passed on to it.
        case program(command: [String], folder: String, variables: [String])
        /// A server that others run.
        case address(url: String, headers: [String: String])
    }

    /// Its name: the first part of its tools' names.
    public var name: String
    /// Where it is.
    public var place: Place
    /// How long one request may take.
    public var timeout: Duration
    /// How long it may take until it has begun.
    public var startTimeout: Duration
    /// How far the operator vouches for it.
    public var trust: ServerTrust

    /// A server.
    public init(
        name: String, place: Place, timeout: Duration = .seconds(60), startTimeout: Duration = .seconds(60),
        trust: ServerTrust = ServerTrust()
    ) {
        self.name = name
        self.place = place
        self.timeout = timeout
        self.startTimeout = startTimeout
        self.trust = trust
    }
}
