public import Planning
public import Speculation

/// Search with a speculative reward model (arXiv 2506.00396; algorithms.md 2): many candidate steps are thought of
/// cheaply, tried in the environment and ranked by a reward model, and the verifier is asked only about what
/// survives. Lossy: it saves the calls in which a verifier judges candidates of its own.
///
/// Only environments whose actions may be tried before they are decided on can be searched.
public struct SRMStrategy: Strategy {
    public static let name = "srm"
    public static let guarantee = Guarantee.lossy

    private let settings: SearchSettings

    /// A search. Where the crew has no reward model the verifier ranks candidates itself, as in searches without one.
    public init(_ settings: SearchSettings = SearchSettings()) {
        self.settings = settings
    }

    public func run(_ start: RunStart, with crew: Crew) async -> RunOutcome {
        await StrategyRun.conduct(start, environment: crew.environment, sink: crew.sink, clock: crew.clock) { run in
            let scout = SearchScout(
                run: run, crew: crew, settings: settings, rewards: crew.rewards ?? SelfReward(of: crew.verifier))
            var search = Search(scout)
            try await search.conduct()
        }
    }
}
