import Configuration
import Control
import Planning
import Speculation
import Strategies

extension RunPlan {
    /// The strategy that was chosen, told what it was told.
    /// - Parameter control: who chooses how far to ride, where somebody has to.
    func strategy(controlledBy control: RunControl?) -> any Strategy {
        switch strategy {
        case .sequential: SequentialStrategy()
        case .draftOnly: DraftOnlyStrategy()
        case .srm: SRMStrategy(strategySettings?.srm ?? SearchSettings())
        case .dsp:
            DSPStrategy(
                controller: control?.controller ?? OffDepth(),
                scheduling: SpeculationMachine.Scheduling(rawValue: scheduling) ?? .continuous, log: control?.log)
        }
    }
}

extension StrategyName: Codable {}

extension StrategyName {
    /// What the strategy promises.
    var guarantee: Guarantee {
        switch self {
        case .dsp: DSPStrategy.guarantee
        case .sequential: SequentialStrategy.guarantee
        case .draftOnly: DraftOnlyStrategy.guarantee
        case .srm: SRMStrategy.guarantee
        }
    }

    /// Whether steps are scored by a reward model.
    var usesRewards: Bool {
        switch self {
        case .dsp, .sequential, .draftOnly: false
        case .srm: true
        }
    }

    var usesDrafter: Bool { self != .sequential }
    var usesVerifier: Bool { self != .draftOnly }
}
