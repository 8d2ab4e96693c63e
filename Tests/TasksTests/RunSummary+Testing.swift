import Tasks
import Planning
import PlanningTesting

extension RunSummary {
    /// The summary of a run that took these steps and ended so.
    init(_ task: CheckedTask, _ steps: [Step], status: RunStatus = .finished, answer: String? = "done") {
        let header = RunHeader.testing(task: task.text)
        var kinds: [RunEvent.Kind] = [.started(header)]
        kinds += steps.enumerated().map { index, step in
            .committed(
                .init(
                    position: index + 1, step: step, source: .verifier, verifierTime: .zero, verifierCost: .zero,
                    executionTime: .zero))
        }
        kinds.append(.finished(.init(status: status, answer: answer)))
        self.init(
            kinds.enumerated().map { RunEvent(run: header.run, sequence: $0 + 1, time: .zero, kind: $1) })
    }
}
