import Foundation
import Planning

/// How much memory ten thousand episodes in one process take.
struct EpisodesBenchmark: Benchmark {
    let depth: Int

    var name: String { "episodes-\(depth)" }
    var summary: String { "peak memory of 10,000 concurrent episodes at depth \(depth) in one process" }

    func figures(seed: UInt64) async throws -> [Figure] {
        let before = ProcessFacts.peakMegabytes
        let episodes = 10_000
        let plan = Plan(steps: 10)
        let episode = Episode(
            drafter: depth == 0 ? nil : PlannedAgent(label: "drafter", plan: plan, delay: .seconds(1)),
            verifier: PlannedAgent(label: "verifier", plan: plan, delay: .seconds(5)), depth: depth, steps: plan.count)
        let start = ProcessFacts.cpuSeconds
        let clock = ContinuousClock.now
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<episodes { group.addTask { try await episode.run(number) } }
            try await group.waitForAll()
        }
        let wall = ContinuousClock.now - clock
        let cpu = (ProcessFacts.cpuSeconds - start) * 1e6 / Double(episodes * plan.count)
        return [
            .init(
                name: "peak memory", unit: "MB", target: .maximum(atMost: 200),
                values: [ProcessFacts.peakMegabytes]),
            .init(name: "of which before the first episode", unit: "MB", values: [before]),
            .init(name: "CPU time per committed step", unit: "CPU-µs/step", values: [cpu]),
            .init(name: "elapsed", unit: "s", values: [wall.seconds]),
        ]
    }
}
