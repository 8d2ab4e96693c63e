import Synchronization

/// The pieces of work that are under way, each a child of the planner's task group, so that one of
/// them can be cancelled without the others.
///
/// A task group cancels all of its children or none. Each child therefore registers a reference to
/// itself while it runs; cancelling is one of the few things that another task may do with such a
/// reference, and the lock makes sure that it is done only while the child is alive.
final class RunningWork<Key: Hashable & Sendable>: Sendable {
    private let state = Mutex<[Key: Entry]>([:])

    private enum Entry {
        /// Asked for, but its task has not begun.
        case pending
        case running(TaskReference)
        case cancelled
    }

    private struct TaskReference: @unchecked Sendable {
        let task: UnsafeCurrentTask
    }

    /// Announces a piece of work, before its task is created.
    func announce(_ key: Key) {
        state.withLock { $0[key] = .pending }
    }

    /// Runs `work` in the present task, so that ``cancel(_:)`` reaches it. Once this returns, the key
    /// is free to be announced again.
    func run<Result>(_ key: Key, _ work: () async -> Result) async -> Result {
        await withUnsafeCurrentTask { task in
            guard let task else { return await work() }
            state.withLock { entries in
                if case .cancelled = entries[key] { task.cancel() }
                entries[key] = .running(TaskReference(task: task))
            }
            let result = await work()
            state.withLock { $0[key] = nil }
            return result
        }
    }

    /// Cancels a piece of work; nothing happens if it is over.
    func cancel(_ key: Key) {
        state.withLock { entries in
            switch entries[key] {
            case .pending: entries[key] = .cancelled
            case .running(let reference): reference.task.cancel()
            case .cancelled, nil: break
            }
        }
    }
}
