/// Why a tool did not do what it was asked to, in words for the agent. A result, not the end of the run.
public struct ToolFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened, and what to try instead.
    public let description: String

    /// A failure.
    public init(_ description: String) {
        self.description = description
    }
}
