import PlanningTesting
import Testing

/// Whatever the latencies, failures, limits and interruptions: the asynchronous planner commits a
/// prefix of the sequential trajectory, settles and resolves every call once, keeps within its
/// budget, and carries out nothing too early, twice or unrecorded.
struct RandomRunTests {
    /// 8 × 500 runs, one after the other in virtual time.
    @Test(arguments: 0..<8) func inVirtualTimeEveryRunIsInOrder(chunk: Int) async {
        for seed in chunk * 500..<(chunk + 1) * 500 {
            let clock = ManualClock()
            let complaints = await inVirtualTime(on: clock) {
                await RandomRun(seed: UInt64(seed)).complaints(on: clock, tick: .seconds(1))
            }
            #expect(complaints.isEmpty, "seed \(seed): \(complaints)")
            if !complaints.isEmpty { return }
        }
    }

    /// The same at once, on all threads, in real time of next to nothing.
    @Test func manyRunsAtOnceAreInOrder() async {
        await withTaskGroup { group in
            for seed in UInt64(10_000)..<10_600 {
                group.addTask {
                    let complaints = await RandomRun(seed: seed).complaints(
                        on: ContinuousClock(), tick: .microseconds(20))
                    #expect(complaints.isEmpty, "seed \(seed): \(complaints)")
                }
            }
        }
    }
}
