import Documents
import Planning

extension StrategySettings {
    /// Reads the section `strategy:` of an agent, one mapping for each strategy.
    init(_ node: DocumentNode?) throws(DocumentError) {
        self.init()
        guard let section = try node?.mapping(allowing: ["reward", "srm"]) else { return }
        reward = try section["reward"].map { node throws(DocumentError) in try RewardSettings(node) }
        srm = try section["srm"].map { node throws(DocumentError) in try SearchSettings(node) }
    }
}
