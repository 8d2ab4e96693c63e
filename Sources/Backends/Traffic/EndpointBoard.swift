import Planning
import Synchronization

/// How long the endpoints of this process have taken to answer.
final class EndpointBoard: Sendable {
    private let choice = Mutex(EndpointChoice())
    private let stopwatch: Stopwatch

    init(clock: any Clock<Duration>) {
        stopwatch = Stopwatch(clock)
    }

    func answered(_ model: ModelID, after time: Duration) {
        choice.withLock { $0.answered(model, after: time, at: stopwatch.elapsed) }
    }

    func order(
        _ candidates: [EndpointChoice.Candidate], by preference: ModelRoute.Preference, evading: Bool,
        need: CallNeed, on date: UTCInstant
    ) -> [Model] {
        choice.withLock {
            $0.order(candidates, by: preference, evading: evading, need: need, at: stopwatch.elapsed, on: date)
        }
    }
}
