public import Control
public import Planning
public import Speculation

/// Dynamic Speculative Planning (arXiv 2509.01920): the drafter rides ahead, the verifier decides
/// every step, and a controller says how far to ride. Lossless: it buys time with money.
public struct DSPStrategy: Strategy {
    public static let name = "dsp"
    public static let guarantee = Guarantee.lossless

    private let controller: any DepthController
    private let scheduling: SpeculationMachine.Scheduling
    private let log: ExperienceLog?

    /// Rides ahead as far as `controller` says, asked as `scheduling` says.
    /// - Parameters:
    ///   - controller: with all that it knows already; a run works on a copy.
    ///   - log: gets everything the controller gets to see.
    public init(
        controller: any DepthController, scheduling: SpeculationMachine.Scheduling = .continuous,
        log: ExperienceLog? = nil
    ) {
        self.controller = controller
        self.scheduling = scheduling
        self.log = log
    }

    public func run(_ start: RunStart, with crew: Crew) async -> RunOutcome {
        await run(start, with: crew, controller: controller)
    }

    private func run(
        _ start: RunStart, with crew: Crew, controller: some DepthController
    ) async -> RunOutcome {
        // In the paper's rounds a mismatch ends the round; riding on from it belongs to the other way.
        await SpeculativePlanner(
            pair: .speculative(drafter: crew.drafter, verifier: crew.verifier),
            policy: AgreementPolicy(tellingDraft: crew.verifier.checksDrafts), environment: crew.environment,
            configuration: .init(
                scheduling: scheduling, earlyRepair: scheduling == .continuous, stepLimit: start.header.limits.steps),
            controller: controller, log: log, sink: crew.sink, clock: crew.clock
        ).run(start)
    }
}
