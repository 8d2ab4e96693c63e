/// What is fed: everything that reads what others wrote.
enum FuzzTarget: String, CaseIterable {
    /// A stream of server-sent events, whole and in pieces.
    case events
    /// JSON documents.
    case json
    /// An agent's definition.
    case agent
    /// The action in a model's answer.
    case action
    /// A project's configuration, and then the user's.
    case config
    /// A model's file.
    case gguf
    /// What servers of tools say.
    case mcp

    /// Reads `bytes`. What must always hold is a precondition, so that the fuzzer sees when it does not.
    func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        switch self {
        case .events: EventsTarget.feed(bytes)
        case .json: JSONTarget.feed(bytes)
        case .agent: AgentTarget.feed(bytes)
        case .action: ActionTarget.feed(bytes)
        case .config: ConfigTarget.feed(bytes)
        case .gguf: GGUFTarget.feed(bytes)
        case .mcp: MCPTarget.feed(bytes)
        }
    }
}
