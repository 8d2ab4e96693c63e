import Control
public import Planning
public import Speculation

/// The drafter alone: the cheapest and fastest there is, with nobody to check it.
public struct DraftOnlyStrategy: Strategy {
    public static let name = "draft-only"
    public static let guarantee = Guarantee.lossy

    /// The drafter alone.
    public init() {}

    public func run(_ start: RunStart, with crew: Crew) async -> RunOutcome {
        await SpeculativePlanner(
            pair: .alone(crew.drafter, as: .drafter), environment: crew.environment,
            configuration: .init(stepLimit: start.header.limits.steps), controller: FixedDepth(0), sink: crew.sink,
            clock: crew.clock
        ).run(start)
    }
}
