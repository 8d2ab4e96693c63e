/// What a committed step took, and what it would have taken without riding ahead.
public struct CommitFigures: Sendable, Hashable, Codable {
    /// The position.
    public var position: Int
    /// What the step calls.
    public var tool: ToolMark
    /// Seconds since the commit before it.
    public var seconds: Double
    /// The verification that stands, and with it what the step would have taken alone.
    public var verification: CallFigures
    /// How long its action took to be carried out, in seconds.
    public var executing: Double

    /// Figures.
    public init(
        position: Int, tool: ToolMark, seconds: Double, verification: CallFigures, executing: Double = 0
    ) {
        self.position = position
        self.tool = tool
        self.seconds = seconds
        self.verification = verification
        self.executing = executing
    }
}
