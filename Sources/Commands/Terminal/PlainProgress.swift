import Planning
import Synchronization

/// A line for each committed step: progress for pipes, logs and terminals that cannot redraw.
final class PlainProgress: EventSink {
    private let console: Console
    private let state = Mutex(RunSummary())

    init(console: Console) {
        self.console = console
    }

    func record(_ event: RunEvent) {
        state.withLock { summary in
            summary.apply(event)
            let view = RunView(paint: Paint(isOn: false), width: 100)
            switch event.kind {
            case .started(let header): console.print(view.heading(header))
            case .committed: summary.steps.last.map { console.print(view.committed($0)) }
            case .faulted(let fault):
                console.print("  \(fault.work.rawValue) of step \(fault.position) failed: \(fault.message.printable)")
            default: break
            }
        }
    }
}
