public import Control

/// What the agents and the tools of a simulated run would do. Everything depends on the position
/// and the prefix alone, so that the same question always has the same answer, whenever it is asked.
public protocol Workload: Sendable {
    /// The most steps a trajectory may have.
    var stepLimit: Int { get }

    /// What a controller sees of the task.
    var task: TaskFeatures { get }

    /// What the drafter does at `position` after `prefix`.
    func draft(at position: Int, after prefix: SimulatedPrefix) -> SimulatedCall

    /// What the verifier does at `position` after `prefix`, when asked for the `attempt`-th time.
    func verification(at position: Int, after prefix: SimulatedPrefix, attempt: Int) -> SimulatedCall

    /// How long carrying out `action` takes, and whether it works.
    func execution(of action: SimulatedAction, at position: Int, attempt: Int) -> SimulatedExecution

    /// How many calls the provider serves at a time, and how fast it lets them begin.
    var quota: CallQuota { get }
}

extension Workload {
    /// Nothing to tell this task from others.
    public var task: TaskFeatures { TaskFeatures() }

    /// No quota.
    public var quota: CallQuota { .unlimited }
}
