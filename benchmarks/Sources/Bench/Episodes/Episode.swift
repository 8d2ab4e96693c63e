import Control
import Planning
import Speculation

/// A run through the planner, with everything but its agents as small as can be.
struct Episode: Sendable {
    let drafter: (any Agent)?
    let verifier: any Agent
    let depth: Int
    let steps: Int
    var sink: any EventSink = SilentSink()

    /// Runs it as number `number`.
    /// - Returns: how many steps were committed.
    func run(_ number: Int) async throws -> Int {
        try stepsCommitted(await planner.run(start(number)))
    }

    // Apart from `run`, so that an episode that waits holds as little as possible.

    @inline(never)
    private func start(_ number: Int) -> RunStart {
        var generator = SeededGenerator(seed: UInt64(number))
        let header = RunHeader(
            run: RunID(milliseconds: 1_700_000_000_000 + UInt64(number), using: &generator),
            startedAt: 1_700_000_000_000, task: "a task", agent: "planned", drafter: drafter?.label,
            verifier: verifier.label, strategy: depth == 0 ? "sequential" : "dsp", guarantee: .lossless,
            scheduling: "continuous", lambda: 1, depth: depth, seed: UInt64(number), limits: Limits(steps: steps))
        return RunStart(header: header)
    }

    private var planner: SpeculativePlanner<FixedDepth> {
        let pair: AgentPair =
            drafter.map { .speculative(drafter: $0, verifier: verifier) } ?? .alone(verifier, as: .verifier)
        return SpeculativePlanner(
            pair: pair, environment: PlanOnlyEnvironment(), configuration: .init(stepLimit: steps),
            controller: FixedDepth(depth), sink: sink)
    }

    @inline(never)
    private func stepsCommitted(_ outcome: RunOutcome) throws -> Int {
        guard outcome.status == .limit, outcome.trajectory.count == steps else {
            throw BenchmarkError("an episode ended early: \(outcome.status), \(outcome.error.map { "\($0)" } ?? "")")
        }
        return outcome.trajectory.count
    }
}
