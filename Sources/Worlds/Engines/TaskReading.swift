import Planning
import Synchronization

/// The task that was read last: reading it takes as long as drafting a step.
final class TaskReading: Sendable {
    private let last = Mutex<(task: String, dialect: any Dialect)?>(nil)

    func dialect(of task: String, in world: SimulatedWorld) throws(AgentError) -> any Dialect {
        if let last = last.withLock({ $0 }), last.task == task { return last.dialect }
        let dialect = try world.dialect(of: task)
        last.withLock { $0 = (task, dialect) }
        return dialect
    }
}
