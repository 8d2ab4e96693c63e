import Control
import EmbeddedEngine
import Foundation
import Ledger
import Planning
import Strategies
import Worlds

/// Drafter and verifier in this process: the lossless run against the verifier alone.
struct ModelsBenchmark: Benchmark {
    let name = "models"
    let summary =
        "fifty held-out problems of blocks with the models that ship, every way in turn, and the record on disk"

    func figures(seed: UInt64) async throws -> [Figure] {
        var times: [ModelRun: [Double]] = [:]
        var ratios: [ModelRun: [Double]] = [:]
        var effort: [ModelRun: [Double]] = [:]
        var estimates: [ModelRun: [Double]] = [:]
        var different = 0
        let tasks = try HeldOutTask.all()
        for group in Set(tasks.map(\.seed)).sorted() {
            let sums = try await rounds(tasks.filter { $0.seed == group }.map(\.task), seed: seed &+ group)
            guard let alone = sums[.sequential] else { continue }
            for (way, sum) in sums {
                times[way, default: []].append(sum.seconds * 1e3 / Double(sum.steps))
                ratios[way, default: []].append(alone.seconds / sum.seconds)
                effort[way, default: []].append(sum.cpuSeconds / alone.cpuSeconds)
                estimates[way, default: []].append(sum.reference / alone.reference)
                different += sum.different
            }
        }
        guard different == 0 else { throw BenchmarkError("\(different) plans are not the verifier's own") }
        let ways = ModelRun.allCases
        return ways.map { Figure(name: $0.name, unit: "ms/step", values: times[$0] ?? []) }
            + ways.dropFirst().flatMap { way in
                [
                    Figure(
                        name: "\(way.name), speed", unit: "× verifier alone",
                        target: way == .lambda(1) ? .median(atLeast: 1.5) : nil, values: ratios[way] ?? []),
                    Figure(name: "\(way.name), processor time", unit: "× verifier alone", values: effort[way] ?? []),
                    Figure(
                        name: "\(way.name), what it says the verifier alone takes", unit: "× what that took",
                        values: estimates[way] ?? []),
                ]
            }
    }

    /// What the runs of a way came to.
    fileprivate struct Sum {
        var steps = 0
        var seconds = 0.0
        var cpuSeconds = 0.0
        var reference = 0.0
        var different = 0
    }

    /// Every task in every way, three times in turn; the medians count.
    private func rounds(_ tasks: [String], seed: UInt64) async throws -> [ModelRun: Sum] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "outrider-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try LedgerStore.open(at: folder.appending(path: "runs.db").path)
        let models = try Self.models()
        var sums: [ModelRun: Sum] = [:]
        var experiences: [ModelRun: Experience] = [:]
        var number = seed &* 1_000_000
        for task in tasks {
            var results: [ModelRun: [ModelRun.Result]] = [:]
            for _ in 0..<Self.repetitions {
                for way in ModelRun.allCases {
                    number += 1
                    let experience = experiences[way] ?? Experience()
                    let result = try await way.run(
                        task, with: Self.crew(models), in: store, number: number, after: experience)
                    results[way, default: []].append(result)
                    experiences[way] = experience.adding(
                        Control.Episode(name: "\(number)", identity: "", outcomes: result.outcomes))
                }
            }
            let plan = results[.sequential]?.first?.plan
            for (way, results) in results {
                sums[way, default: Sum()].add(results, plan: plan)
            }
        }
        return sums
    }

    private static func models() throws -> (drafter: EmbeddedModel, verifier: EmbeddedModel) {
        func model(_ name: String) throws -> EmbeddedModel {
            try EmbeddedModel(file: URL(fileURLWithPath: "models/\(name)/\(name).gguf"))
        }
        return (try model("blocksworld-drafter"), try model("blocksworld-verifier"))
    }

    /// Agents with nothing in their caches: no run profits from what another has computed.
    private static func crew(_ models: (drafter: EmbeddedModel, verifier: EmbeddedModel)) -> Crew {
        func planner(_ model: EmbeddedModel, lanes: Int) -> TrainedPlanner {
            TrainedPlanner(
                for: .blocksworld, asking: EmbeddedModel(sharing: model), lanes: lanes,
                knownAs: Model(id: ModelID(provider: "embedded", name: model.name), price: .free))
        }
        let lanes = ProcessInfo.processInfo.activeProcessorCount
        return Crew(
            drafter: planner(models.drafter, lanes: 1),
            verifier: planner(models.verifier, lanes: lanes),
            environment: PlanOnlyEnvironment())
    }

    private static let repetitions = 3
}

extension ModelsBenchmark.Sum {
    /// Adds the median of a task's runs.
    fileprivate mutating func add(_ results: [ModelRun.Result], plan: [String]?) {
        func median(_ value: (ModelRun.Result) -> Double) -> Double { Spread(results.map(value))?.median ?? 0 }
        steps += plan?.count ?? 0
        seconds += median { $0.summary.latency.seconds }
        cpuSeconds += median { $0.cpuSeconds }
        reference += median { $0.summary.sequentialLatency?.seconds ?? 0 }
        different += results.count { $0.plan != plan }
    }
}
