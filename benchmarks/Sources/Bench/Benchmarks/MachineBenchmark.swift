import Control
import Planning
import Simulation
import Speculation

/// How fast the machine decides, alone and in the simulator.
struct MachineBenchmark: Benchmark {
    let name = "machine"
    let summary = "transitions of the speculation machine, and simulated steps"

    func figures(seed: UInt64) async throws -> [Figure] {
        let runs = 400
        var figures: [Figure] = []
        for (load, agreement) in [("perfect drafter", 1.0), ("random, acceptance 0.7", 0.7)] {
            let values = await repeated(10) {
                var transitions = 0
                let start = ProcessFacts.cpuSeconds
                for run in 0..<runs {
                    var drive = MachineDrive(
                        steps: 500, depth: 3, agreement: agreement, seed: seed &+ UInt64(run))
                    transitions += drive.run()
                }
                return Double(transitions) / (ProcessFacts.cpuSeconds - start)
            }
            figures.append(
                .init(
                    name: "machine, \(load)", unit: "transitions/CPU-s", target: .median(atLeast: 1e6), values: values))
        }
        for depth in [0, 3] {
            let values = await repeated(10) {
                let start = ProcessFacts.cpuSeconds
                var steps = 0
                for run in 0..<runs {
                    let load = SteadyWorkload(stepLimit: 500, agreement: 0.7, seed: seed &+ UInt64(run))
                    var simulator = Simulator(load, controller: FixedDepth(depth), keepsWork: false)
                    steps += simulator().committed.count
                }
                return Double(steps) / (ProcessFacts.cpuSeconds - start)
            }
            figures.append(
                .init(name: "simulator, depth \(depth), acceptance 0.7", unit: "steps/CPU-s", values: values))
        }
        return figures
    }
}
