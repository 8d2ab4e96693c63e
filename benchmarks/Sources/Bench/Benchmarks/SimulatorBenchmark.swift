import Control
import Planning
import Simulation

/// How many committed steps the simulator makes in a second of a processor, and what part of that time
/// the controller takes.
struct SimulatorBenchmark: Benchmark {
    let name = "simulator"
    let summary = "committed steps of the simulator"

    func figures(seed: UInt64) async throws -> [Figure] {
        var figures: [Figure] = []
        for depth in [0, 1, 3, 8] {
            let values = await repeated(10) {
                let start = ProcessFacts.cpuSeconds
                var steps = 0
                for run in 0..<400 {
                    let load = SteadyWorkload(stepLimit: 500, agreement: 0.7, seed: seed &+ UInt64(run))
                    var simulator = Simulator(load, controller: FixedDepth(depth), keepsWork: false)
                    steps += simulator().committed.count
                }
                return Double(steps) / (ProcessFacts.cpuSeconds - start)
            }
            figures.append(
                .init(
                    name: "depth \(depth), 500 steps, constant times", unit: "steps/CPU-s",
                    target: .median(atLeast: 1e6), values: values))
        }
        for length in [8, 500] {
            let tasks = tasks(length, seed: seed)
            for lambda in [0.5, 0.75, 1].compactMap(Lambda.init) {
                figures += await self.figures(of: lambda, on: tasks, "λ \(lambda.value), \(length) steps", seed: seed)
            }
        }
        return figures
    }

    /// With the default controller, and with its decisions read from a list: the difference is its own.
    private func figures(of lambda: Lambda, on tasks: [PlannedTask], _ name: String, seed: UInt64) async -> [Figure] {
        let decisions = Self.run(tasks, NotedDepth(ThresholdDepth(.lambda(lambda), seed: seed))).controller.decisions
        let deciding = await repeated(10) { Self.run(tasks, ThresholdDepth(.lambda(lambda), seed: seed)).speed }
        let reading = await repeated(10) { Self.run(tasks, RecitedDepth(decisions)).speed }
        return [
            .init(name: "threshold, \(name)", unit: "steps/CPU-s", values: deciding),
            .init(name: "its decisions from a list, \(name)", unit: "steps/CPU-s", values: reading),
        ]
    }

    private static func run<Controller: DepthController>(
        _ tasks: [PlannedTask], _ controller: Controller
    ) -> (speed: Double, controller: Controller) {
        let start = ProcessFacts.cpuSeconds
        var learnt: (any DepthController)? = controller
        var steps = 0
        for task in tasks {
            var simulator = Simulator(task, controller: learnt.take() ?? controller, keepsWork: false)
            steps += simulator().committed.count
            learnt = simulator.controller
        }
        return (Double(steps) / (ProcessFacts.cpuSeconds - start), learnt as? Controller ?? controller)
    }

    /// Log-normal times, 64,000 steps or more.
    private func tasks(_ length: Int, seed: UInt64) -> [PlannedTask] {
        let price = TokenPrices.Pair(input: 1, output: 1)
        return SyntheticWorkload(
            acceptance: .constant(0.7),
            drafter: .init(latency: 1, variation: 0.5, promptTokens: 1800, generatedTokens: 200, price: price),
            verifier: .init(latency: 6, variation: 0.5, promptTokens: 5500, generatedTokens: 4500, price: price),
            length: .fixed(length), stepLimit: length + 8
        ).tasks(max(64_000 / length, 200), seed: seed)
    }
}
