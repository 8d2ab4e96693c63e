/// What the strategies are told, each by its own settings: the agent's author first, then the user's flags.
/// Kept with the run, so that `resume` goes on in the same way.
public struct StrategySettings: Sendable, Hashable, Codable {
    /// Which reward model scores steps, and how it is treated; nil leaves both to the program.
    public var reward: RewardSettings?

    /// How `rsd` decides which drafts stand.
    public var rsd = RewardGateSettings()
    /// How `cascade` decides which drafts stand.
    public var cascade = DeferralSettings()
    /// How `delegate` decides which drafts stand.
    public var delegate = DelegationSettings()

    /// The settings of an agent that says nothing of strategies.
    public init() {}
}
