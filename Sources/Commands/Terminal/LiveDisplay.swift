import Planning
import Speculation
import Synchronization

/// Draws a run while it goes on: committed steps scroll up, what is being worked on stays below and
/// is redrawn in place.
final class LiveDisplay: EventSink {
    private let console: Console
    private let stopwatch: Stopwatch
    private let state: Mutex<State>

    private struct State {
        var summary: RunSummary
        var shownSteps: Int
        var frame = LiveFrame()
        var isHeaded = false
        var isOver = false
        var isPaused = false
        /// Faults that are not shown yet, and all that were.
        var faults: [String] = []
        var knownFaults: Set<String> = []
    }

    /// - Parameter past: what an earlier process left, in a run that is resumed.
    init(console: Console, clock: some Clock<Duration>, past: RunSummary = RunSummary()) {
        self.console = console
        stopwatch = Stopwatch(clock, offset: past.latency)
        state = Mutex(State(summary: past, shownSteps: past.steps.count))
    }

    func record(_ event: RunEvent) {
        state.withLock { state in
            state.summary.apply(event)
            guard case .faulted(let fault) = event.kind, fault.work == .draft,
                state.knownFaults.insert(fault.message).inserted
            else { return }
            state.faults.append(view.fault(fault))
        }
    }

    /// Redraws ten times a second, until it is cancelled.
    func keepDrawing() async {
        while !Task.isCancelled {
            redraw()
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Brings the terminal up to date.
    func redraw() {
        state.withLock { state in
            guard !state.isOver, !state.isPaused else { return }
            let view = view
            let settled = settled(&state, view)
            // Lines that scrolled out of sight could not be redrawn.
            let ahead = state.summary.ahead.prefix(max(min(12, console.height - 3), 0)).map(view.ahead)
            let live = ahead + [view.figures(state.summary, elapsed: stopwatch.elapsed)]
            console.write(state.frame.replace(above: settled, live: live, width: console.width))
        }
    }

    /// Removes what is redrawn until it goes on, so that a question can be asked.
    func pause(_ isPaused: Bool) {
        state.withLock { state in
            guard !state.isOver else { return }
            state.isPaused = isPaused
            guard isPaused else { return }
            let settled = settled(&state, view)
            console.write(state.frame.replace(above: settled, live: [], width: console.width))
        }
    }

    /// Removes what is redrawn, and shows the last steps.
    func close() {
        state.withLock { state in
            guard !state.isOver else { return }
            state.isOver = true
            let settled = settled(&state, view)
            console.write(state.frame.replace(above: settled, live: [], width: console.width))
        }
    }

    /// The last column stays free: a terminal that has just filled it may or may not be on the next line.
    private var view: RunView {
        RunView(paint: Paint(isOn: console.hasColor), width: max(console.width - 1, 1))
    }

    private func settled(_ state: inout State, _ view: RunView) -> [String] {
        var lines: [String] = []
        if !state.isHeaded, let header = state.summary.header {
            lines.append(view.heading(header))
            if state.shownSteps > 0 { lines.append(view.resumption(after: state.shownSteps)) }
            state.isHeaded = true
        }
        lines += state.faults
        state.faults = []
        lines += state.summary.steps.dropFirst(state.shownSteps).flatMap { view.committed($0).split(separator: "\n") }
            .map(String.init)
        state.shownSteps = state.summary.steps.count
        return lines
    }
}
