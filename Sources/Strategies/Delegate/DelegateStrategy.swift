public import Planning
public import Speculation

/// Delegation (speculative thinking, arXiv 2504.12329): the drafter does the work, and the verifier writes the
/// steps in which something is doubted, checked, repeated or put right. Lossy.
///
/// The guard rails and the audits are those of ``RSDStrategy``.
public struct DelegateStrategy: Strategy {
    public static let name = "delegate"
    public static let guarantee = Guarantee.lossy

    private let settings: DelegationSettings
    private let depth: Int?

    /// Keeps what goes straight on.
    /// - Parameter depth: steps that are drafted ahead; nil for what suits λ.
    public init(settings: DelegationSettings = DelegationSettings(), depth: Int? = nil) {
        self.settings = settings
        self.depth = depth
    }

    public func run(_ start: RunStart, with crew: Crew) async -> RunOutcome {
        let patience = Patience(seconds: settings.patience, on: crew.clock)
        let gate = ReflectionGate(rule: ReflectionRule(settings: settings))
        return await GatedRun(gate: gate, auditEvery: settings.auditEvery, patience: patience, depth: depth)(
            start, with: crew)
    }
}
