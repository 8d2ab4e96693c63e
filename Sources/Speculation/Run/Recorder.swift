import Planning
import Synchronization

/// Numbers and times the events of a run and hands them to its reader, in order.
final class Recorder: Sendable {
    let run: RunID
    let sink: any EventSink
    let stopwatch: Stopwatch
    private let sequence: Mutex<Int>

    /// - Parameter next: the number of the next event; more than 1 in a run that is resumed.
    init(run: RunID, sink: any EventSink, stopwatch: Stopwatch, next: Int) {
        self.run = run
        self.sink = sink
        self.stopwatch = stopwatch
        sequence = Mutex(next)
    }

    /// Records an event that happened now.
    /// - Returns: the time of the event.
    @discardableResult
    func record(_ kind: RunEvent.Kind) -> Duration {
        // The sink is called under the lock, so that numbers, times and order agree.
        sequence.withLock { next in
            let now = stopwatch.elapsed
            sink.record(RunEvent(run: run, sequence: next, time: now, kind: kind))
            next += 1
            return now
        }
    }

    /// Says what became of calls.
    func resolve(_ calls: [CallID], _ standing: CallStanding) {
        for call in calls { record(.callResolved(.init(call: call, standing: standing))) }
    }

    /// Waits until what was recorded is safe: what changes the world for good must not outrun the record of why, nor
    /// happen after the run was stopped.
    func makeSafe() async throws {
        try await sink.flush()
        try Task.checkCancellation()
    }

    /// Records the last event, at the time when the run was over, which may lie before what was
    /// waited for since.
    func finish(_ end: RunEvent.RunFinished, at time: Duration) {
        sequence.withLock { next in
            sink.record(RunEvent(run: run, sequence: next, time: time, kind: .finished(end)))
            next += 1
        }
    }
}
