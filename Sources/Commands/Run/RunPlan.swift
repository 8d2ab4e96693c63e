public import Configuration
import Planning
import Strategies

/// Everything that was chosen for a run, by flags, settings and the agent. It is kept in the record,
/// so that `resume` builds the same run again even when files and settings have changed.
struct RunPlan: Codable, Sendable {
    /// The agent's definition as YAML, and the file it was read from.
    var agentSource: String
    var agentFile: String
    var task: String
    /// A model's full name, or an engine's.
    var drafter: String
    var verifier: String
    var drafterStyle: String
    var verifierStyle: String
    var lambda: Double
    var depth: Int?
    var strategy: StrategyName
    var scheduling: String
    var seed: UInt64
    /// The folder that file tools may look into.
    var toolRoot: String
}

extension StrategyName: Codable {}

extension StrategyName {
    /// What the strategy promises.
    var guarantee: Guarantee {
        switch self {
        case .dsp: DSPStrategy.guarantee
        case .sequential: SequentialStrategy.guarantee
        case .draftOnly: DraftOnlyStrategy.guarantee
        }
    }

    var usesDrafter: Bool { self != .sequential }
    var usesVerifier: Bool { self != .draftOnly }
}
