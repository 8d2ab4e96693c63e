/// Why a tool did not do what it was asked to, in words for the agent. A result, not the end of the run.
public struct ToolFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened, and what to try instead.
    public let description: String

    /// Whether it lies with somebody else, such as a server, so that the same call may succeed later.
    public let isPassing: Bool

    /// A failure.
    public init(_ description: String, isPassing: Bool = false) {
        self.description = description
        self.isPassing = isPassing
    }
}
