/// What the strategies are told, each by its own settings: the agent's author first, then the user's flags.
/// Kept with the run, so that `resume` goes on in the same way.
public struct StrategySettings: Sendable, Hashable, Codable {
    /// Which reward model scores steps, and how it is treated; nil leaves both to the program.
    public var reward: RewardSettings?

    /// How `srm` searches; nil leaves everything to the program.
    public var srm: SearchSettings?

    /// The settings of an agent that says nothing of strategies.
    public init() {}
}
