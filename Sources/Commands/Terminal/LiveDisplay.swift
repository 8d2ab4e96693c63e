import Planning
import Speculation
import Synchronization

/// Draws a run while it goes on: committed steps scroll up, what is being worked on stays below and
/// is redrawn in place.
final class LiveDisplay: EventSink {
    private let console: Console
    private let stopwatch: Stopwatch
    private let state = Mutex(State())

    private struct State {
        var summary = RunSummary()
        var shownSteps = 0
        var liveLines = 0
        var isHeaded = false
        var isOver = false
    }

    /// - Parameter past: what an earlier process left, in a run that is resumed.
    init(console: Console, clock: some Clock<Duration>, past: RunSummary = RunSummary()) {
        self.console = console
        stopwatch = Stopwatch(clock, offset: past.latency)
        state.withLock { state in
            state.summary = past
            state.shownSteps = past.steps.count
        }
    }

    func record(_ event: RunEvent) {
        state.withLock { $0.summary.apply(event) }
    }

    /// Redraws ten times a second, until it is cancelled.
    func keepDrawing() async -> RunOutcome? {
        while !Task.isCancelled {
            redraw()
            try? await Task.sleep(for: .milliseconds(100))
        }
        return nil
    }

    /// Brings the terminal up to date.
    func redraw() {
        state.withLock { state in
            guard !state.isOver else { return }
            let view = RunView(paint: Paint(isOn: console.hasColor), width: console.width)
            var text = Self.erase(state.liveLines) + Self.settled(&state, view)
            let ahead = state.summary.ahead.prefix(12).map(view.ahead)
            let live = ahead + [view.figures(state.summary, elapsed: stopwatch.elapsed)]
            text += live.map { $0 + "\n" }.joined()
            state.liveLines = live.count
            console.write(text)
        }
    }

    /// Removes what is redrawn, and shows the last steps.
    func close() {
        state.withLock { state in
            guard !state.isOver else { return }
            state.isOver = true
            let view = RunView(paint: Paint(isOn: console.hasColor), width: console.width)
            console.write(Self.erase(state.liveLines) + Self.settled(&state, view))
        }
    }

    private static func settled(_ state: inout State, _ view: RunView) -> String {
        var lines: [String] = []
        if !state.isHeaded, let header = state.summary.header {
            lines.append(view.heading(header))
            state.isHeaded = true
        }
        lines += state.summary.steps.dropFirst(state.shownSteps).map(view.committed)
        state.shownSteps = state.summary.steps.count
        return lines.map { $0 + "\n" }.joined()
    }

    private static func erase(_ lines: Int) -> String {
        lines == 0 ? "" : "\u{1b}[\(lines)A\r\u{1b}[J"
    }
}
