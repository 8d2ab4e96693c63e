import Foundation
import Ledger
import Planning

/// What a step costs when every event goes into the record.
struct LedgerBenchmark: Benchmark {
    let name = "ledger"
    let summary = "CPU time per committed step of the planner, with the record on disk"

    func figures(seed: UInt64) async throws -> [Figure] {
        [
            try await figure("sequential, one episode at a time", depth: 0, together: 1),
            try await figure("depth 3, one episode at a time", depth: 3, together: 1),
            try await figure("depth 3, 100 episodes together", depth: 3, together: 100),
        ]
    }

    private func figure(_ name: String, depth: Int, together: Int) async throws -> Figure {
        let folder = FileManager.default.temporaryDirectory.appending(path: "outrider-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try LedgerStore.open(at: folder.appending(path: "runs.db").path)
        let plan = Plan(steps: 50)
        let episode = Episode(
            drafter: depth == 0 ? nil : PlannedAgent(label: "drafter", plan: plan),
            verifier: PlannedAgent(label: "verifier", plan: plan), depth: depth, steps: plan.count,
            sink: store.writer())
        var number = 0
        let values = try await repeated(20) {
            let numbers = number..<(number + 100)
            number += 100
            let start = ProcessFacts.cpuSeconds
            for first in stride(from: numbers.lowerBound, to: numbers.upperBound, by: together) {
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in first..<(first + together) { group.addTask { try await episode.run(number) } }
                    try await group.waitForAll()
                }
            }
            return (ProcessFacts.cpuSeconds - start) * 1e6 / Double(numbers.count * plan.count)
        }
        return Figure(name: name, unit: "CPU-µs/step", target: .median(atMost: 150), values: values)
    }
}
