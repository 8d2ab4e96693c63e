import Control
import Planning
import Speculation
import Synchronization

/// What the runs of a batch teach each other about how far to ride: each begins with what the ones before it have
/// taught, and now and then it is saved for later.
final class ControlSchool: Sendable {
    private let first: RunControl
    private let stopwatch = Stopwatch(ContinuousClock())
    private let state: Mutex<State>

    private struct State {
        var controller: any DepthController
        /// What is not saved yet.
        var lessons: [(run: String, outcomes: [DepthOutcome])] = []
        var savedAt = Duration.zero
    }

    /// - Parameter first: with what was learnt before the batch.
    init(_ first: RunControl) {
        self.first = first
        state = Mutex(State(controller: first.controller))
    }

    /// For the next run.
    func control() -> RunControl { first.followed(by: state.withLock(\.controller)) }

    /// Learns from a run that has ended.
    func learn(from control: RunControl, in start: RunStart, tools: [String]) async {
        let lesson = (run: RunControl.episode(of: start), outcomes: control.log.outcomes)
        let due = state.withLock { state -> [(run: String, outcomes: [DepthOutcome])] in
            if first.learns { for outcome in lesson.outcomes { state.controller.live(through: outcome) } }
            state.lessons.append(lesson)
            // What is saved grows to some hundred kilobytes, and each time all of it is written.
            // What is cancelled cannot be saved: that is left for the end.
            guard stopwatch.elapsed - state.savedAt > .seconds(10), !Task.isCancelled else { return [] }
            state.savedAt = stopwatch.elapsed
            defer { state.lessons = [] }
            return state.lessons
        }
        await first.save(due, tools: tools)
    }

    /// Saves what is left.
    func close(tools: [String]) async {
        let rest = state.withLock { state in
            defer { state.lessons = [] }
            return state.lessons
        }
        await first.save(rest, tools: tools)
    }
}
