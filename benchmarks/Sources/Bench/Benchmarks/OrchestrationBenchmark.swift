import Planning

/// What the planner itself costs, when agents answer at once and nobody listens.
struct OrchestrationBenchmark: Benchmark {
    let name = "orchestration"
    let summary = "CPU time per committed step of the planner, in memory"

    func figures(seed: UInt64) async throws -> [Figure] {
        [
            try await figure("sequential, 50 steps", depth: 0, steps: 50, target: 25),
            try await figure("depth 3, drafts right, 50 steps", depth: 3, steps: 50, target: 25),
            try await figure("depth 3, acceptance 0.75, 50 steps", depth: 3, steps: 50, agreement: 48),
            try await figure("sequential, 1000 steps", depth: 0, steps: 1000),
        ]
    }

    private func figure(
        _ name: String, depth: Int, steps: Int, agreement: Int = 64, target: Double? = nil
    ) async throws -> Figure {
        let plan = Plan(steps: steps)
        let episode = Episode(
            drafter: depth == 0 ? nil : PlannedAgent(label: "drafter", plan: plan, agreementOf64: agreement),
            verifier: PlannedAgent(label: "verifier", plan: plan), depth: depth, steps: steps)
        let values = try await repeated(20) {
            var committed = 0
            let start = ProcessFacts.cpuSeconds
            for number in 0..<max(10_000 / steps, 1) { committed += try await episode.run(number) }
            return (ProcessFacts.cpuSeconds - start) * 1e6 / Double(committed)
        }
        return Figure(name: name, unit: "CPU-µs/step", target: target.map { .median(atMost: $0) }, values: values)
    }
}
