import Planning
import Speculation

extension RunSummary {
    /// What is recorded, with the end that it may lack: where the record cannot be written, the last
    /// event that anybody saw is not the last one that happened.
    func ended(by outcome: RunOutcome) -> RunSummary {
        guard status == .running, let header else { return self }
        let end = RunEvent.RunFinished(status: outcome.status, error: outcome.error.map { "\($0)" })
        var ended = self
        ended.apply(RunEvent(run: header.run, sequence: lastSequence + 1, time: latency, kind: .finished(end)))
        return ended
    }
}
