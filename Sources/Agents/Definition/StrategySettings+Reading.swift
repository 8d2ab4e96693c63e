import Documents
import Planning

extension StrategySettings {
    /// Reads the section `strategy:` of an agent, one mapping for each strategy.
    init(_ node: DocumentNode?) throws(DocumentError) {
        self.init()
        guard
            let section = try node?.mapping(
                allowing: ["reward", "scot", "best_of_n", "self_consistency", "pdr"])
        else { return }
        reward = try section["reward"]?.string().trimmed
        scot = try ThoughtSettings(section["scot"])
        bestOfN = try BestOfNSettings(section["best_of_n"])
        selfConsistency = try ConsistencySettings(section["self_consistency"])
        pdr = try RefinementSettings(section["pdr"])
    }
}
