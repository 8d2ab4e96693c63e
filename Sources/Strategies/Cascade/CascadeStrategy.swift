public import Planning
public import Speculation

/// Deferral by confidence (speculative cascades, arXiv 2405.19261): a draft goes to the verifier only where
/// the drafter is not sure enough of it, by what a wrong step of its kind would cost. Lossy.
///
/// It needs a drafter that says how sure it is. The guard rails and the audits are those of ``RSDStrategy``.
public struct CascadeStrategy: Strategy {
    public static let name = "cascade"
    public static let guarantee = Guarantee.lossy

    private let settings: DeferralSettings
    private let depth: Int?

    /// Keeps what the drafter is sure of.
    /// - Parameter depth: steps that are drafted ahead; nil for what suits λ.
    public init(settings: DeferralSettings = DeferralSettings(), depth: Int? = nil) {
        self.settings = settings
        self.depth = depth
    }

    public func run(_ start: RunStart, with crew: Crew) async -> RunOutcome {
        let patience = Patience(seconds: settings.patience, on: crew.clock)
        let gate = ConfidenceGate(settings, lambda: start.header.lambda)
        return await GatedRun(gate: gate, auditEvery: settings.auditEvery, patience: patience, depth: depth)(
            start, with: crew)
    }
}
