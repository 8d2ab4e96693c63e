/// What ends the task. At least one of the two is set.
public struct FinishRule: Sendable, Hashable {
    /// The tool whose call ends the task.
    public let tool: String?
    /// The argument of that tool that is the answer; nil when the call has no answer to give.
    public let argument: String?
    /// Text of a step that ends the task; the first group, or else the whole match, is the answer.
    public let pattern: TextPattern?
}
