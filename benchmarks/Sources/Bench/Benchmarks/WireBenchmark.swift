import Foundation
import Planning

/// How long a finished answer takes to become the next question.
struct WireBenchmark: Benchmark {
    let name = "wire"
    let summary = "from a model's last byte to the next request on the wire, 100 episodes at once"

    func figures(seed: UInt64) async throws -> [Figure] {
        let model = try LoopbackModel()
        defer { model.stop() }
        let plan = Plan(steps: 50)
        var random = SeededGenerator(seed: seed)
        let thinking = (0..<100).map { _ in Int.random(in: 80_000...120_000, using: &random) }
        let start = ProcessFacts.cpuSeconds
        try await withThrowingTaskGroup(of: Int.self) { group in
            for episode in 0..<100 {
                let agent = LoopbackAgent(
                    plan: plan, model: model, episode: episode, thinkingMicroseconds: thinking[episode])
                group.addTask {
                    try await Episode(drafter: nil, verifier: agent, depth: 0, steps: plan.count).run(episode)
                }
            }
            try await group.waitForAll()
        }
        let cpu = (ProcessFacts.cpuSeconds - start) * 1e6 / Double(100 * plan.count)
        let gaps = try await model.notes("gap").compactMap(\.first).map { Double($0) / 1e6 }
        return [
            .init(name: "last byte to next request", unit: "ms", target: .median(atMost: 1), values: gaps),
            .init(name: "CPU time per call of 8 events", unit: "CPU-µs/call", values: [cpu]),
        ]
    }
}
