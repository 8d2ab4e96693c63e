import Configuration
import Control
import Ledger
import Memory
import Planning
import Speculation
import Strategies
import Telemetry

/// Carries out a run that is fully chosen: record, display, strategy, signals, and the last words.
struct RunSession {
    let prepared: PreparedRun
    let output: OutputFlags
    let consent: Consent
    /// What is to be said of the prices; nil where they are of today.
    let priceNote: String?
    /// Nil where nobody wants to see the run as a trace.
    let collector: Collector?
    let out = Console.output
    let err = Console.error

    /// - Parameter past: what an earlier process left, in a run that is resumed.
    func perform(
        _ start: RunStart, past: RunSummary = RunSummary(), recordingIn store: LedgerStore
    ) async throws -> ExitStatus {
        let display = LiveDisplay(console: err, clock: ContinuousClock(), past: past)
        let isLive = err.isTerminal && !output.quiet && !output.json && !output.jsonl
        if isLive { consent.desk?.draw { display.pause($0) } }
        let shown = SummarySink(past, passingTo: isLive ? display : progress(past))
        let exporter = collector?.exporter(of: start.header.run, past: past)
        let writer = store.writer(
            downstream: exporter.map { EventFork(first: shown, second: $0) } ?? shown,
            followsTime: start.sharing.limitsTimeOfDay)
        let outcome = await Interruption.cancelling {
            var company: [@Sendable () async -> Void] = []
            if isLive { company.append { await display.keepDrawing() } }
            if let exporter { company.append { await exporter.deliver() } }
            return await accompanied(by: company) { await prepared.outcome(of: start, recordingIn: writer) }
        }
        if isLive { display.close() }
        let status = report(outcome, shown.summary.ended(by: outcome))
        await prepared.keepExperience(of: start)
        if let exporter { await collector?.finish(exporter) }
        return status
    }

    private func progress(_ past: RunSummary) -> (any EventSink)? {
        if output.jsonl { return EventLines(console: out) }
        return output.json || output.quiet ? nil : PlainProgress(console: err, past: past)
    }

    private func report(_ outcome: RunOutcome, _ summary: RunSummary) -> ExitStatus {
        if output.json, let document = RunDocument(summary), let text = try? document.json() {
            out.print(String(decoding: text, as: UTF8.self))
        } else if !output.jsonl, let answer = outcome.answer {
            out.print(foreign: answer.isEmpty ? outcome.trajectory.plan : answer)
        }
        let failure = (outcome.error ?? summary.limitReached).map { Failure($0) }
        if let failure { err.print(foreign: "outrider: \(failure)") }
        if !output.quiet, !output.json, !output.jsonl {
            let view = RunView(paint: Paint(isOn: err.hasColor), width: err.width)
            for line in view.footer(summary) { err.print(line) }
            priceNote.map { err.print(view.paint.faint($0)) }
        }
        switch outcome.status {
        case .finished: return .success
        case .limit: return .limit
        case .interrupted: return .interrupted
        case .failed, .running: return failure.map { $0.status == .limit ? .failure : $0.status } ?? .failure
        }
    }
}
