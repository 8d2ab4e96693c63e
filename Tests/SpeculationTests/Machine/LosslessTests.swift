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

    private func complaint(about seed: UInt64) -> String? {
        let load = RandomWorkload(seed: seed)
        var simulator = Simulator(
            load, controller: RandomDepth(seed: seed), scheduling: seed.isMultiple(of: 3) ? .rounds : .continuous,
            earlyRepair: !seed.isMultiple(of: 5))
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

/// Chooses any depth, anew each time.
private struct RandomDepth: DepthController {
    var name: String { "random" }

    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed &+ 77)
    }

    mutating func decide(_ context: DepthContext) -> DepthDecision {
        DepthDecision(
            depth: Int.random(in: 0...5, using: &generator), draftsBeyond: Bool.random(using: &generator), reason: "any"
        )
    }

    func observe(_ outcome: DepthOutcome) {}
}
