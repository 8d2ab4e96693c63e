import Control
public import Planning
public import Speculation

/// A comparison to be made: everybody in `contestants` meets the same tasks of every workload, at
/// every λ and in every arrangement.
public struct Suite: Sendable, Hashable {
    /// The name.
    public var name: String
    /// What it is for.
    public var summary: String
    /// Where the tasks come from.
    public var workloads: [SuiteWorkload]
    /// Who decides how far to ride.
    public var contestants: [Contestant]
    /// Speed against cost.
    public var lambdas: [Lambda]
    /// How many times everything is drawn anew.
    public var seeds: Int
    /// Tasks of one trial.
    public var tasks: Int
    /// Tasks at the beginning of a trial in which most is learnt. J is told for all tasks, and again for those
    /// after these; 0 where it is not told again.
    public var warmUp: Int
    /// When the depth is chosen.
    public var scheduling: [SpeculationMachine.Scheduling]
    /// Whether riding ahead goes on from the verifier's own answers.
    public var earlyRepair: [Bool]
}
