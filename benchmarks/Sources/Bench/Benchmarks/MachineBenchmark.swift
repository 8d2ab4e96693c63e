import Planning

/// How fast the machine decides.
struct MachineBenchmark: Benchmark {
    let name = "machine"
    let summary = "transitions of the speculation machine"

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
        return figures
    }
}
