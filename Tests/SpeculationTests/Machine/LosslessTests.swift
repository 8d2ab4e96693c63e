import Control
import Planning
import PlanningTesting
import Simulation
import Speculation
import Testing

/// Whatever the latencies, depths and failures: what is committed is what the verifier alone would
/// have done, and nothing is left open.
struct LosslessTests {
    /// 16 × 6,500 = 104,000 workloads.
    @Test(arguments: 0..<16) func randomWorkloadsCommitTheSequentialTrajectory(chunk: Int) async {
        for seed in chunk * 6_500..<(chunk + 1) * 6_500 {
            // Other tests have servers and deadlines; this one only computes.
            if seed.isMultiple(of: 64) { await Task.yield() }
            if let complaint = complaint(about: UInt64(seed)) {
                Issue.record("seed \(seed): \(complaint)")
                return
            }
        }
    }

    /// 2 × 8 × 1,500 workloads in which verifications wait for their drafts.
    @Test(arguments: [SpeculationMachine.Verification.afterDraft, .ofDraft], 0..<8)
    func soDoTheyWhereVerificationsWaitForTheirDraft(
        verification: SpeculationMachine.Verification, chunk: Int
    ) async {
        for seed in chunk * 1_500..<(chunk + 1) * 1_500 {
            if seed.isMultiple(of: 64) { await Task.yield() }
            if let complaint = complaint(about: UInt64(seed), verification) {
                Issue.record("seed \(seed): \(complaint)")
                return
            }
        }
    }

    private func complaint(
        about seed: UInt64, _ verification: SpeculationMachine.Verification = .besideDraft
    ) -> String? {
        let load = RandomWorkload(seed: seed)
        var simulator = Simulator(
            load, controller: RandomDepth(seed: seed), scheduling: seed.isMultiple(of: 3) ? .rounds : .continuous,
            earlyRepair: !seed.isMultiple(of: 5), verification: verification)
        let run = simulator()
        let sequential = load.sequential
        let broken =
            broken(run, sequential) ?? run.work.lazy.compactMap { brokenWork($0, in: run) }.first
        return broken.map { "\($0)\n\(TimelineDiagram(run))" }
    }

    private func broken(_ run: SimulatedRun, _ sequential: [SimulatedAction]) -> String? {
        if run.committed != Array(sequential.prefix(run.committed.count)) {
            return "another trajectory than sequential"
        }
        switch run.ending {
        case .taskOver, .stepLimit: return run.committed == sequential ? nil : "ended before the sequential run"
        case .verificationFailed, .executionFailed: return nil
        case .stopped, nil: return "no end"
        }
    }

    private func brokenWork(_ work: SimulatedRun.Work, in run: SimulatedRun) -> String? {
        guard let end = work.end, work.ending != nil else { return "\(work) was never settled" }
        guard end >= work.start else { return "\(work) ended before it began" }
        guard work.kind == .execution, work.action?.traits.execution == .late else { return nil }
        let verdict = run.work.last { other in
            other.kind == .verification && other.position == work.position && (other.end ?? .infinity) <= work.start
                && other.ending != .failed
        }
        guard verdict != nil else { return "\(work) was carried out before its verdict" }
        let before = work.position - 1
        guard before == 0 || run.commitTimes.count >= before && run.commitTimes[before - 1] <= work.start else {
            return "\(work) was carried out before its predecessor was committed"
        }
        return nil
    }
}
