import Configuration
import Control
import Planning
import Speculation
import Strategies

extension RunPlan {
    /// The strategy that was chosen, told what it was told.
    /// - Parameter control: who chooses how far to ride, where somebody has to.
    func strategy(controlledBy control: RunControl?) -> any Strategy {
        let settings = strategySettings ?? StrategySettings()
        return switch strategy {
        case .sequential: SequentialStrategy()
        case .draftOnly: DraftOnlyStrategy()
        case .srm: SRMStrategy(settings.srm)
        case .dsp:
            DSPStrategy(
                controller: control?.controller ?? OffDepth(),
                scheduling: SpeculationMachine.Scheduling(rawValue: scheduling) ?? .continuous, log: control?.log)
        case .rsd: RSDStrategy(settings: settings.rsd, depth: depth)
        case .cascade: CascadeStrategy(settings: settings.cascade, depth: depth)
        case .delegate: DelegateStrategy(settings: settings.delegate, depth: depth)
        case .scot: SCoTStrategy(settings.scot)
        case .bestOfN: BestOfNStrategy(settings.bestOfN)
        case .selfConsistency: SelfConsistencyStrategy(settings.selfConsistency)
        case .pdr: PDRStrategy(settings.pdr)
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
        case .rsd: RSDStrategy.guarantee
        case .cascade: CascadeStrategy.guarantee
        case .delegate: DelegateStrategy.guarantee
        case .srm: SRMStrategy.guarantee
        case .scot: SCoTStrategy.guarantee
        case .bestOfN: BestOfNStrategy.guarantee
        case .selfConsistency: SelfConsistencyStrategy.guarantee
        case .pdr: PDRStrategy.guarantee
        }
    }

    /// Whether some drafts stand without the verifier, others not, and audits tell of the loss.
    var keepsDrafts: Bool {
        switch self {
        case .rsd, .cascade, .delegate: true
        case .dsp, .sequential, .draftOnly, .srm, .scot, .bestOfN, .selfConsistency, .pdr: false
        }
    }

    /// Whether whole answers are drafted, of which somebody sets the number.
    var draftsThoughts: Bool {
        switch self {
        case .scot, .bestOfN, .selfConsistency, .pdr: true
        case .dsp, .sequential, .draftOnly, .rsd, .cascade, .delegate, .srm: false
        }
    }

    /// Whether steps are scored by a reward model.
    var usesRewards: Bool {
        switch self {
        case .rsd, .srm, .bestOfN: true
        case .dsp, .sequential, .draftOnly, .cascade, .delegate, .scot, .selfConsistency, .pdr: false
        }
    }

    var usesDrafter: Bool { self != .sequential }
    var usesVerifier: Bool { self != .draftOnly }
}
