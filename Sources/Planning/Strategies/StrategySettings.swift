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

    /// How `srm` searches.
    public var srm = SearchSettings()

    /// How `scot` drafts thoughts and chooses among them.
    public var scot = ThoughtSettings()
    /// How `best-of-n` drafts and chooses.
    public var bestOfN = BestOfNSettings()
    /// How `self-consistency` drafts, and when it has seen enough.
    public var selfConsistency = ConsistencySettings()
    /// How `pdr` drafts and distils.
    public var pdr = RefinementSettings()

    /// Has all strategies that draft whole answers draft so many.
    public mutating func setDrafts(_ count: Int) {
        scot.drafting.drafts = count
        bestOfN.drafting.drafts = count
        selfConsistency.drafting.drafts = count
        pdr.drafting.drafts = count
    }

    /// The settings of an agent that says nothing of strategies.
    public init() {}
}
