import Control
public import Planning
public import Simulation
public import Speculation

/// One contestant's way through a list of tasks, one after the other, so that it learns from the
/// first for the later ones.
public struct Trial: Sendable {
    /// Who decides how far to ride.
    public var contestant: Contestant
    /// λ.
    public var lambda: Lambda
    /// The seed of the controller.
    public var seed: UInt64
    /// When the depth is chosen.
    public var scheduling: SpeculationMachine.Scheduling
    /// Whether riding ahead goes on from the verifier's own answer while earlier verdicts are awaited.
    public var earlyRepair: Bool

    /// A trial.
    public init(
        _ contestant: Contestant, lambda: Lambda, seed: UInt64 = 0,
        scheduling: SpeculationMachine.Scheduling = .continuous, earlyRepair: Bool = true
    ) {
        self.contestant = contestant
        self.lambda = lambda
        self.seed = seed
        self.scheduling = scheduling
        self.earlyRepair = earlyRepair
    }

    /// The figures of each task, in order.
    public func callAsFunction(_ tasks: [PlannedTask]) -> [TaskFigures] {
        guard case .controller(let name) = contestant.kind else {
            let bound = OracleBound(tasks, lambda: lambda)
            return tasks.map { task in
                var simulator = simulator(task, OracleDepth(matches: bound.drafts(of: task)))
                return TaskFigures(simulator(), of: task)
            }
        }
        var learnt: (any DepthController)?
        return tasks.map { task in
            // Taken out, so that a simulator changes it in place instead of copying what it has learnt.
            var simulator = simulator(
                task, learnt.take() ?? contestant.controller(name, lambda: lambda, seed: seed))
            let run = simulator()
            learnt = simulator.controller
            return TaskFigures(run, of: task)
        }
    }

    private func simulator(_ task: PlannedTask, _ controller: any DepthController) -> Simulator {
        Simulator(task, controller: controller, scheduling: scheduling, earlyRepair: earlyRepair, keepsWork: false)
    }
}
