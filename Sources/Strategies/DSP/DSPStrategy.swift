public import Control
public import Planning
public import Speculation

/// Dynamic Speculative Planning (arXiv 2509.01920): the drafter rides ahead, the verifier decides
/// every step, and a controller says how far to ride. Lossless: it buys time with money.
public struct DSPStrategy: Strategy {
    public static let name = "dsp"
    public static let guarantee = Guarantee.lossless

    private let scheduling: SpeculationMachine.Scheduling
    private let depth: Depth

    /// How the depth is found.
    public enum Depth: Sendable {
        /// Always the same.
        case fixed(Int)
        /// By what pays at this λ.
        case learned(Lambda, seed: UInt64)
        /// By this controller, with all that it knows already; the run works on a copy.
        case controlled(any DepthController)
    }

    /// Rides ahead as far as `depth` says, asked as `scheduling` says.
    public init(depth: Depth, scheduling: SpeculationMachine.Scheduling = .continuous) {
        self.depth = depth
        self.scheduling = scheduling
    }

    public func run(_ start: RunStart, with crew: Crew) async -> RunOutcome {
        switch depth {
        case .fixed(let depth): await run(start, with: crew, controller: FixedDepth(depth))
        case .learned(let lambda, let seed):
            await run(start, with: crew, controller: ThresholdDepth(lambda: lambda, seed: seed))
        case .controlled(let controller): await run(start, with: crew, controller: controller)
        }
    }

    private func run(
        _ start: RunStart, with crew: Crew, controller: some DepthController
    ) async -> RunOutcome {
        // In the paper's rounds a mismatch ends the round; riding on from it belongs to the other way.
        await SpeculativePlanner(
            pair: .speculative(drafter: crew.drafter, verifier: crew.verifier), environment: crew.environment,
            configuration: .init(
                scheduling: scheduling, earlyRepair: scheduling == .continuous, stepLimit: start.header.limits.steps),
            controller: controller, sink: crew.sink, clock: crew.clock
        ).run(start)
    }
}
