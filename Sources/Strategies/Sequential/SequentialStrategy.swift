import Control
public import Planning
public import Speculation

/// The verifier alone, step after step: the baseline that everything is measured against.
public struct SequentialStrategy: Strategy {
    public static let name = "sequential"
    public static let guarantee = Guarantee.lossless

    /// The verifier alone.
    public init() {}

    public func run(_ start: RunStart, with crew: Crew) async -> RunOutcome {
        await SpeculativePlanner(
            pair: .alone(crew.verifier, as: .verifier), environment: crew.environment,
            configuration: .init(stepLimit: start.header.limits.steps), controller: FixedDepth(0), sink: crew.sink,
            clock: crew.clock
        ).run(start)
    }
}
