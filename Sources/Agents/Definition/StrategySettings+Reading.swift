import Documents
import Planning

extension StrategySettings {
    /// Reads the section `strategy:` of an agent, one mapping for each strategy.
    init(_ node: DocumentNode?) throws(DocumentError) {
        self.init()
        let keys = ["reward", "rsd", "cascade", "delegate", "srm", "scot", "best_of_n", "self_consistency", "pdr"]
        guard let section = try node?.mapping(allowing: keys) else { return }
        reward = try section["reward"].map { node throws(DocumentError) in try RewardSettings(node) }
        rsd = try RewardGateSettings(section["rsd"])
        cascade = try DeferralSettings(section["cascade"])
        delegate = try DelegationSettings(section["delegate"])
        srm = try SearchSettings(section["srm"])
        scot = try ThoughtSettings(section["scot"])
        bestOfN = try BestOfNSettings(section["best_of_n"])
        selfConsistency = try ConsistencySettings(section["self_consistency"])
        pdr = try RefinementSettings(section["pdr"])
    }
}
