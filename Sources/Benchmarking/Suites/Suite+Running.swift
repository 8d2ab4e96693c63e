import Control
import Planning
import Simulation
import Speculation

extension Suite {
    /// Makes the comparison. Everybody meets the same tasks with the same draws.
    /// - Parameter report: gets every row as soon as it is there.
    public func run(_ report: (TrialRow) throws -> Void) throws {
        for workload in workloads {
            for seed in 1...max(seeds, 1) {
                let seed = UInt64(seed)
                let tasks = workload.tasks(self.tasks, seed: seed)
                for lambda in lambdas {
                    let bound = OracleBound(tasks, lambda: lambda)
                    let laterBound = OracleBound(Array(tasks.dropFirst(warmUp)), lambda: lambda)
                    for arrangement in arrangements(lambda: lambda, seed: seed) {
                        // What the oracle itself reaches has to be tried only where a quota holds it up.
                        let oracle = tasks.contains { $0.quota != .unlimited } ? arrangement(tasks) : nil
                        func score(_ figures: [TaskFigures], from first: Int, bound: OracleBound) -> Score<Double> {
                            Score(
                                figures.dropFirst(first).sum, bound: bound, reachable: oracle?.dropFirst(first).sum,
                                lambda: lambda)
                        }
                        for contestant in contestants {
                            var trial = arrangement
                            trial.contestant = contestant
                            let figures = trial(tasks)
                            try report(
                                TrialRow(
                                    workload: workload.name, trial: trial, figures: figures.sum,
                                    score: score(figures, from: 0, bound: bound),
                                    afterWarmUp: warmUp > 0 ? score(figures, from: warmUp, bound: laterBound) : nil))
                        }
                    }
                }
            }
        }
    }

    /// A trial of the oracle in every arrangement.
    private func arrangements(lambda: Lambda, seed: UInt64) -> [Trial] {
        scheduling.flatMap { scheduling in
            earlyRepair.map { repair in
                Trial(Contestant(.oracle), lambda: lambda, seed: seed, scheduling: scheduling, earlyRepair: repair)
            }
        }
    }
}
