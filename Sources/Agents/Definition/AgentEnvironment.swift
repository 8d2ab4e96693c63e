/// Where the actions of an agent happen.
public enum AgentEnvironment: String, Sendable, Hashable, CaseIterable {
    /// Nowhere: actions are planned and nothing is carried out.
    case none
    /// In a simulated world of blocks.
    case blocksworld
    /// In a simulated world of numbers.
    case countdown
    /// On this machine, through the program's own tools.
    case tools
}
