import Control
import Planning
import Simulation

/// What a decision of each controller takes, after a long history: a step waits for it.
struct DecisionBenchmark: Benchmark {
    let name = "decision"
    let summary = "one decision of each depth controller, after 20,000 steps"

    func figures(seed: UInt64) async throws -> [Figure] {
        let names: [ControllerName] = [.threshold, .dsp, .ucb, .exp3]
        return names.map { name in
            let settings = ControllerSettings(lambda: .balanced, seed: seed)
            return Figure(
                name: "decision of \(name.rawValue)", unit: "µs", target: .p99(atMost: 20),
                values: times(of: experienced(name.controller(settings), seed: seed)))
        }
    }

    private func experienced(_ controller: any DepthController, seed: UInt64) -> any DepthController {
        var controller = controller
        for run in 0..<40 {
            let load = SteadyWorkload(stepLimit: 500, agreement: 0.8, seed: seed &+ UInt64(run))
            var simulator = Simulator(load, controller: controller, keepsWork: false)
            _ = simulator()
            controller = simulator.controller
        }
        return controller
    }

    /// Each decision is for another frontier, with none to five drafts that await their verdicts.
    private func times(of controller: any DepthController) -> [Double] {
        var controller = controller
        let clock = ContinuousClock()
        return (1...20_000).map { frontier in
            let drafts = frontier % 6
            let context = DepthContext(
                frontier: frontier,
                drafts: (0..<drafts).map {
                    DraftFeatures(position: frontier + $0, tool: ToolMark("search"), confidence: 0.8)
                },
                next: DraftFeatures(position: frontier + drafts), stepsLeft: 60, oldestVerification: 1,
                lastVerification: 0.5)
            let time = clock.measure { _ = controller.decide(context) }
            return Double(time.components.attoseconds) / 1e12
        }
    }
}
