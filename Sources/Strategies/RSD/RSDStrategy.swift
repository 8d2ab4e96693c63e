public import Planning
public import Speculation

/// Reward-guided speculative decoding at the level of steps (arXiv 2501.19324): the drafter writes a step, a
/// reward model scores it, and only where the score is too low does the verifier write the step. Lossy: it
/// saves time and money.
///
/// The drafter runs ahead of the scores, which are asked for in parallel. A step with effects, a step after
/// an error, one that repeats the step before, and one that cannot be scored, or not in time, are the
/// verifier's. Some of the kept steps are shown to it all the same, so that the loss is known.
public struct RSDStrategy: Strategy {
    public static let name = "rsd"
    public static let guarantee = Guarantee.lossy

    private let settings: RewardGateSettings
    private let depth: Int?

    /// Keeps what the crew's reward model thinks good enough; without one, everything is the verifier's.
    /// - Parameter depth: steps that are drafted ahead of those that are being scored; nil for what suits λ.
    public init(settings: RewardGateSettings = RewardGateSettings(), depth: Int? = nil) {
        self.settings = settings
        self.depth = depth
    }

    public func run(_ start: RunStart, with crew: Crew) async -> RunOutcome {
        let patience = Patience(seconds: settings.patience, on: crew.clock)
        let gate = RewardGate(crew.rewards, settings, header: start.header, patience: patience)
        return await GatedRun(gate: gate, auditEvery: settings.auditEvery, patience: patience, depth: depth)(
            start, with: crew)
    }
}
