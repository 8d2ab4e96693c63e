public import Planning

/// A server that is started on this machine when it is needed: what the configuration says of it.
public struct LocalServerSettings: Sendable, Hashable, Codable {
    /// What stands in a command for the port that the server is to listen on.
    public static let portMark = "{port}"

    /// The program and its arguments; ``portMark`` anywhere in them becomes a free port.
    public var command: [String]
    /// The folder it starts in, absolute.
    public var folder: String
    /// How many calls it works on at once; nil asks the server, and takes it for one that has no answer.
    public var slots: Int?
    /// The memory it needs; nil takes the size of the files that the command names.
    public var memory: ByteCount?
    /// How long it goes on when nobody uses it any more.
    public var idleTimeout: Duration
    /// How long it may take until it is ready.
    public var startTimeout: Duration

    /// Settings of a server; all but command and folder have defaults that suit models on one machine.
    public init(
        command: [String], folder: String, slots: Int? = nil, memory: ByteCount? = nil,
        idleTimeout: Duration = .seconds(300), startTimeout: Duration = .seconds(300)
    ) {
        self.command = command
        self.folder = folder
        self.slots = slots
        self.memory = memory
        self.idleTimeout = idleTimeout
        self.startTimeout = startTimeout
    }

    /// The program's name, without the folder it lies in.
    public var program: String { command.first?.split(separator: "/").last.map(String.init) ?? "" }

    /// Whether the port is chosen by whoever starts it.
    public var takesPort: Bool { command.contains { $0.contains(Self.portMark) } }

    /// The command with `port` in it.
    func command(port: Int) -> [String] {
        command.map { $0.replacing(Self.portMark, with: "\(port)") }
    }
}
