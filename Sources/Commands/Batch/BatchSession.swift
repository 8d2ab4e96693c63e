import Foundation
import Ledger
import Planning
import Speculation

/// A batch from its first word to its last: what an earlier process left, the runs, the display, the end.
struct BatchSession {
    let plan: BatchPlan
    let file: String
    let source: String
    let store: LedgerStore
    let surroundings: Surroundings
    /// Who agrees to calls that change the world.
    let consent: Consent
    let limits: LimitFlags
    let limit: ExpenseLimit
    let concurrency: Int
    let draftsAhead: Int
    let printsLines: Bool
    let isSilent: Bool

    func perform(resuming: Bool) async throws -> ExitStatus {
        let name = try await resuming ? takeOver() : begin()
        let past = try await store.runs(ofBatch: name)
        let begun = Dictionary(past.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        try check(begun)
        try await checkPrices(begun)
        let done = plan.tasks.filter { task in begun[task.name].map(isDone) ?? false }
        let spent = try await store.expense(ofBatch: name)
        let budget = CommonBudget(Budget(limit: limit, spent: spent, scope: .batch))
        let drafts = DraftAllowance(draftsAhead)
        let board = BatchBoard(
            out: .output, err: .error, isSilent: isSilent, printsLines: printsLines, total: plan.tasks.count,
            earlier: done.count, limit: limit, budget: budget, drafts: drafts)
        consent.desk?.draw { board.pause($0) }
        for task in done {
            if let run = begun[task.name] { board.showEarlier(BatchResult(task, of: name, earlier: run)) }
        }
        let runner = try await runner(
            name, begun: begun,
            sharing: RunStart.Sharing(
                budgets: [budget] + [surroundings.dayBudget(of: store)].compactMap(\.self), drafts: drafts))
        let names = Set(done.map(\.name))
        let ending = await carryOut(plan.tasks.filter { !names.contains($0.name) }, runner, board)
        return report(
            ending, name, earlier: done.compactMap { begun[$0.name]?.record }, expense: budget.standing.spent)
    }

    private func begin() async throws -> RunID {
        let now = UTCInstant(Date()).milliseconds
        let name = RunID(milliseconds: now)
        try await store.begin(name, source: source, tasks: plan.tasks.count, startedAt: now)
        return name
    }

    private func takeOver() async throws -> RunID {
        guard let name = try await store.takeOverBatch(of: source, tasks: plan.tasks.count) else {
            throw Failure(.usage, "there is no batch of \(file) to go on with; leave --resume out to begin one")
        }
        return name
    }

    /// Whether a run of an earlier process is not gone on with. What was stopped by money that all tasks share may go on
    /// now; what was stopped by a limit of its own may where another limit was typed.
    private func isDone(_ run: BatchRun) -> Bool {
        switch run.record.status {
        case .finished: true
        case .limit: run.limit == .run && limits.isEmpty
        case .running, .interrupted, .failed: false
        }
    }

    /// A task whose text has changed is not the task that was begun.
    private func check(_ begun: [String: BatchRun]) throws {
        try BatchFile.report(
            plan.tasks.filter { task in begun[task.name].map { $0.record.task != task.text } ?? false }.map {
                DataFileError(
                    file: file, line: $0.line,
                    "the task “\($0.name)” was another one when the batch was begun; give it an id of its own, or leave "
                        + "--resume out")
            })
    }

    /// Refuses a limit in dollars that was typed where a run goes on with a model whose price is unknown: it keeps the
    /// models it was begun with, which need not be those of the plan.
    private func checkPrices(_ begun: [String: BatchRun]) async throws {
        guard let cost = limits.maxCost else { return }
        let calls = plan.setups.values.first?.assembly.calls
        for task in plan.tasks {
            guard let run = begun[task.name], !isDone(run),
                let header = try await store.summary(of: run.record.run).header
            else { continue }
            try CrewAssembly(try RunPlan(of: header), in: surroundings, sharing: calls).checkPrices(
                limit: cost, isExplicit: true)
        }
    }

    private func runner(
        _ name: RunID, begun: [String: BatchRun], sharing: RunStart.Sharing
    ) async throws -> BatchRunner {
        var families: [BatchTask.Choice: TaskFamily] = [:]
        for (choice, setup) in plan.setups {
            families[choice] = try await TaskFamily(setup, recordingIn: store)
        }
        return BatchRunner(
            name: name, families: families, begun: begun, limits: limits, surroundings: surroundings,
            consent: consent, store: store, writer: store.writer(followsTime: sharing.limitsTimeOfDay),
            sharing: sharing,
            calls: plan.setups.values.first?.assembly.calls)
    }

    private func carryOut(
        _ tasks: [BatchTask], _ runner: BatchRunner, _ board: BatchBoard
    ) async -> BatchRunner.Ending {
        let ending = await Interruption.cancelling { [concurrency] in
            await accompanied(by: board.isLive ? [{ await board.keepDrawing() }] : []) {
                await runner.run(
                    tasks, concurrency: concurrency, onStart: { board.begin() }, onResult: { board.show($0) })
            }
        }
        board.close()
        for family in runner.families.values { await family.close() }
        return ending
    }

    private func report(
        _ ending: BatchRunner.Ending, _ name: RunID, earlier: [RunRecord], expense: Expense
    ) -> ExitStatus {
        let counts = earlier.reduce(into: ending.counts) { $0[$1.status, default: 0] += 1 }
        let isPriced = ending.unpriced == 0 && earlier.allSatisfy { $0.spend.total != nil }
        let (finished, failed) = (counts[.finished] ?? 0, counts[.failed] ?? 0)
        let total = plan.tasks.count
        // What money stopped that all tasks share goes on by itself; what a limit of its own stopped needs another one.
        let limited = (counts[.limit] ?? 0) - ending.sharedLimits
        let err = Console.error
        if let limit = ending.limit { err.print("outrider: \(limit)") }
        if !isSilent {
            var parts = ["\(finished.grouped) of \(total.grouped) done"]
            if failed > 0 { parts.append("\(failed.grouped) failed") }
            if limited > 0 { parts.append("\(limited.grouped) at a limit of their own") }
            parts.append("\(expense.cost)" + (isPriced ? "" : " + ?"))
            if expense.tokens > 0 { parts.append(expense.tokens.spokenTokens) }
            err.print("batch \(name): " + parts.joined(separator: ", "))
            if finished + limited < total {
                err.print("to go on: outrider batch \(file) --resume")
            } else if limited > 0 {
                err.print("to go on where a limit was reached: outrider batch \(file) --resume, and a higher limit")
            }
        }
        if ending.isInterrupted { return .interrupted }
        if ending.limit != nil { return .limit }
        if failed > 0 { return .failure }
        return limited > 0 ? .limit : .success
    }
}
