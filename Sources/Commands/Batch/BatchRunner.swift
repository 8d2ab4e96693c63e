import Foundation
import Ledger
import Planning
import Speculation

/// Carries out the tasks of a batch, several at once.
struct BatchRunner: Sendable {
    let name: RunID
    let families: [BatchTask.Choice: TaskFamily]
    /// The runs that an earlier process has begun, by their task's name.
    let begun: [String: BatchRun]
    let limits: LimitFlags
    let surroundings: Surroundings
    /// Who agrees to calls that change the world.
    let consent: Consent
    let store: LedgerStore
    /// One for all tasks, so that what many runs record at once becomes one transaction.
    let writer: LedgerWriter
    let sharing: RunStart.Sharing
    let calls: RewardAssembly.Calls?

    /// What came of the whole.
    struct Ending: Sendable {
        var counts: [RunStatus: Int] = [:]
        /// How many tasks' cost nobody knows.
        var unpriced = 0
        /// What stopped it before every task was begun.
        var limit: LimitReached?
        /// How many tasks were stopped by money that all tasks share.
        var sharedLimits = 0
        var isInterrupted = false
    }

    /// Runs `tasks`, in order, at most `concurrency` at once. Once money that all tasks share is gone, or the calling
    /// task is cancelled, no further one is begun.
    /// - Parameters:
    ///   - onStart: called when a task begins.
    ///   - onResult: gets every task as it ends.
    func run(
        _ tasks: [BatchTask], concurrency: Int, onStart: @Sendable () -> Void,
        onResult: @Sendable (BatchResult) -> Void
    ) async -> Ending {
        await withTaskGroup(of: BatchResult.self) { group in
            var ending = Ending()
            var waiting = tasks[...]
            func begin() {
                guard ending.limit == nil, !Task.isCancelled, let task = waiting.popFirst() else { return }
                onStart()
                group.addTask { await result(of: task) }
            }
            for _ in 0..<concurrency { begin() }
            while let result = await group.next() {
                ending.counts[result.status, default: 0] += 1
                if result.isUnpriced { ending.unpriced += 1 }
                if let limit = result.limit, limit.scope != .run {
                    ending.limit = limit
                    ending.sharedLimits += 1
                }
                onResult(result)
                begin()
            }
            ending.isInterrupted = Task.isCancelled
            return ending
        }
    }

    private func result(of task: BatchTask) async -> BatchResult {
        do {
            if let earlier = begun[task.name] { return try await goOn(with: earlier, at: task) }
            guard let family = families[task.choice] else { throw CancellationError() }
            let (setup, run) = try await family.prepared(task)
            let header = try setup.header(control: run.control, in: BatchPlace(name: name, task: task.name))
            let start = RunStart(header: header, sharing: sharing)
            let result = await carryOut(task, run, start, past: RunSummary())
            await family.learn(from: run, in: start)
            return result
        } catch {
            return BatchResult(task, of: name, failure: error)
        }
    }

    /// A run that an earlier process left goes on as it was set up then; limits that were typed now replace its own.
    private func goOn(with earlier: BatchRun, at task: BatchTask) async throws -> BatchResult {
        let left = try await store.resumption(of: earlier.record.run)
        var assembly = try CrewAssembly(try RunPlan(of: left.header), in: surroundings, sharing: calls)
        assembly.consent = consent
        assembly.consent.task = task.name
        let run = try await assembly.prepared(from: store, keeping: store)
        var header = left.header
        header.limits = header.limits.told(limits)
        let start = RunStart(goingOnWith: left, as: header, sharing: sharing)
        let result = await carryOut(task, run, start, past: left.summary)
        // What is cancelled cannot be saved.
        if !Task.isCancelled { await run.keepExperience(of: start) }
        return result
    }

    private func carryOut(
        _ task: BatchTask, _ run: PreparedRun, _ start: RunStart, past: RunSummary
    ) async -> BatchResult {
        let summary = SummarySink(past, passingTo: writer)
        let outcome = await run.outcome(of: start, recordingIn: summary)
        var result = BatchResult(task, of: name, run: summary.summary.ended(by: outcome))
        if result.status == .failed, result.error == nil { result.error = outcome.error.map { "\($0)" } }
        return result
    }
}
