import Control
import Planning
import Speculation

/// A run in which a gate decides which drafts stand.
struct GatedRun {
    let gate: any DraftGate
    let auditEvery: Int
    let patience: Patience
    /// Steps that are drafted ahead of those that are being looked at; nil for what suits λ.
    let depth: Int?

    func callAsFunction(_ start: RunStart, with crew: Crew) async -> RunOutcome {
        let header = start.header
        return await SpeculativePlanner(
            pair: .speculative(
                drafter: PunctualDrafter(drafter: crew.drafter, patience: patience), verifier: crew.verifier),
            policy: GatePolicy(gate: gate, audits: AuditPlan(every: auditEvery, seed: header.seed)),
            environment: crew.environment, configuration: .init(stepLimit: header.limits.steps),
            controller: FixedDepth(depth ?? Self.depth(lambda: header.lambda)), sink: crew.sink, clock: crew.clock
        ).run(start)
    }

    /// One step further ahead for every quarter of λ: 0 where only cost counts, 2 where both count the same,
    /// and 4 where only time does.
    ///
    /// Drafting ahead saves the time that looking at a draft takes, where the draft stands, and costs the
    /// drafts behind it where it does not. Both are small beside a step of the verifier, so a controller would
    /// learn little that is worth its mistakes.
    static func depth(lambda: Double) -> Int { Int((lambda * 4).rounded()) }
}
