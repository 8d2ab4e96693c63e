import GRDB
public import Planning
import Processes

extension LedgerStore {
    /// What it takes to go on with a run, which from now on belongs to this process: of two
    /// processes that ask at once, one is refused.
    /// - Throws: ``LedgerError``: unknownRun; alreadyFinished, when the run has its answer;
    ///   stillRunning, while the process that carries it out lives.
    public func resumption(of run: RunID) async throws(LedgerError) -> RunResumption {
        let (path, process) = (path, process)
        do {
            return try await pool.write { db in
                let resumption = try Self.resumption(of: run, in: db, path: path)
                if let row = try Row.fetchOne(
                    db, sql: "SELECT * FROM owners WHERE run = ?", arguments: [run.description])
                {
                    let owner = ProcessIdentity(row)
                    guard !owner.isAlive else {
                        throw LedgerError(
                            .stillRunning, "run \(run) is being carried out by process \(owner.pid)",
                            suggestion: "wait for it or stop it, then resume")
                    }
                }
                try EventWriting(db, process: process, projections: [:], followsTime: false).own(run.description)
                return resumption
            }
        } catch {
            throw LedgerError(error, "resuming the run", at: path)
        }
    }

    private static func resumption(
        of run: RunID, in db: Database, path: String
    ) throws -> RunResumption {
        let events = try events(of: run, in: db)
        let summary = RunSummary(events)
        guard let header = summary.header else { throw unknown(run, at: path) }
        guard summary.status != .finished else {
            throw LedgerError(
                .alreadyFinished, "run \(run) has ended with its answer",
                suggestion: "`outrider show \(run)` shows it")
        }
        // What the resumption will settle is already counted: it may be spent by now.
        var settled = summary
        let resumed = RunEvent.Resumption(steps: summary.steps.count, resumedAt: header.startedAt)
        let next = summary.lastSequence + 1
        settled.apply(RunEvent(run: run, sequence: next, time: summary.latency, kind: .resumed(resumed)))
        let lastCall = summary.calls.map(\.id).max()?.number ?? 0
        return RunResumption(
            header: header, trajectory: summary.trajectory, unfinished: UnfinishedStep(after: events),
            spend: settled.spend, tokens: summary.expense.tokens, working: summary.workingTime,
            elapsed: summary.latency, nextSequence: next, nextCall: CallID(lastCall + 1), summary: summary)
    }
}
