import Documents
import Planning

extension StrategySettings {
    /// Reads the section `strategy:` of an agent, one mapping for each strategy.
    init(_ node: DocumentNode?) throws(DocumentError) {
        self.init()
        guard let section = try node?.mapping(allowing: ["reward", "rsd", "cascade", "delegate"]) else { return }
        reward = try section["reward"].map { node throws(DocumentError) in try RewardSettings(node) }
        rsd = try RewardGateSettings(section["rsd"])
        cascade = try DeferralSettings(section["cascade"])
        delegate = try DelegationSettings(section["delegate"])
    }
}
