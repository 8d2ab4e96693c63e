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

    /// Records an event that happened now, or at `time`.
    func record(_ kind: RunEvent.Kind, at time: Duration? = nil) {
        // The sink is called under the lock, so that numbers, times and order agree.
        sequence.withLock { next in
            let event = RunEvent(run: run, sequence: next, time: time ?? stopwatch.elapsed, kind: kind)
            next += 1
            sink.record(event)
        }
    }
}
