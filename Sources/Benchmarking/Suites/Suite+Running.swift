import Control
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
                    for trial in trials(lambda: lambda, seed: seed) {
                        let tasks = trial(tasks)
                        let figures = tasks.reduce(into: TaskFigures(), +=)
                        let later = tasks.dropFirst(warmUp).reduce(into: TaskFigures(), +=)
                        try report(
                            TrialRow(
                                workload: workload.name, trial: trial, figures: figures, bound: bound,
                                afterWarmUp: warmUp > 0 ? Score(later, bound: laterBound, lambda: lambda) : nil))
                    }
                }
            }
        }
    }

    private func trials(lambda: Lambda, seed: UInt64) -> [Trial] {
        contestants.flatMap { contestant in
            scheduling.flatMap { scheduling in
                earlyRepair.map { repair in
                    Trial(contestant, lambda: lambda, seed: seed, scheduling: scheduling, earlyRepair: repair)
                }
            }
        }
    }
}
