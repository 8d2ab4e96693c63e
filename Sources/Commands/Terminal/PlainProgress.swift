import Planning
import Synchronization

/// A line for each committed step: progress for pipes, logs and terminals that cannot redraw.
final class PlainProgress: EventSink {
    private let console: Console
    private let view: RunView
    private let state: Mutex<(summary: RunSummary, knownFaults: Set<String>)>

    /// - Parameter past: what an earlier process left, in a run that is resumed.
    init(console: Console, past: RunSummary = RunSummary()) {
        self.console = console
        view = RunView(paint: Paint(isOn: false), width: console.isScreen ? console.width : 100)
        state = Mutex((past, []))
    }

    func record(_ event: RunEvent) {
        state.withLock { state in
            state.summary.apply(event)
            switch event.kind {
            case .started(let header): console.print(view.heading(header))
            case .resumed:
                state.summary.header.map { console.print(view.heading($0)) }
                console.print(view.resumption(after: state.summary.steps.count))
            case .selected(let selected): for line in view.selection(selected) { console.print(line) }
            case .committed: state.summary.steps.last.map { console.print(view.committed($0)) }
            case .faulted(let fault) where fault.work == .draft:
                // What goes wrong at every step is said once.
                if state.knownFaults.insert(fault.message).inserted { console.print(view.fault(fault)) }
            default: break
            }
        }
    }
}
