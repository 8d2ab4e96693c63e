import Foundation

/// Runs `operation` on one thread in virtual time: whenever none of its tasks can go on, `clock`
/// jumps to the next deadline. Every run takes the same course, and nobody really waits.
public func inVirtualTime<Result: Sendable>(
    on clock: ManualClock, _ operation: @Sendable @escaping () async -> Result
) async -> Result {
    let executor = VirtualTimeExecutor(clock: clock)
    executor.start()
    defer { executor.stop() }
    return await withTaskExecutorPreference(executor) { await operation() }
}

private final class VirtualTimeExecutor: TaskExecutor, @unchecked Sendable {
    private let clock: ManualClock
    // Guards everything below.
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    private var isStopped = false

    init(clock: ManualClock) {
        self.clock = clock
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.lock()
        jobs.append(job)
        condition.signal()
        condition.unlock()
    }

    func start() {
        Thread.detachNewThread { [self] in
            while let batch = nextBatch() {
                for job in batch { job.runSynchronously(on: asUnownedTaskExecutor()) }
            }
        }
    }

    func stop() {
        condition.lock()
        isStopped = true
        condition.signal()
        condition.unlock()
    }

    /// What can run now; nil at the end. With nothing to run, time moves on.
    private func nextBatch() -> [UnownedJob]? {
        while true {
            condition.lock()
            let batch = jobs
            jobs = []
            let stopped = isStopped
            condition.unlock()
            if !batch.isEmpty { return batch }
            if stopped { return nil }
            if !clock.advanceToNextDeadline() {
                condition.lock()
                if jobs.isEmpty, !isStopped { condition.wait() }
                condition.unlock()
            }
        }
    }
}
