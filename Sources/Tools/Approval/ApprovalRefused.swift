/// A call that was refused, and with it the run.
public struct ApprovalRefused: Error, Sendable, Hashable, CustomStringConvertible {
    /// The tool.
    public let tool: String
    /// Why.
    public let reason: String

    /// What happened, and what to try.
    public var description: String {
        "a call of \(tool) was refused: \(reason); `outrider resume` goes on from the last step, and a rule in "
            + "approval.yaml answers for you (docs/tools.md)"
    }
}
