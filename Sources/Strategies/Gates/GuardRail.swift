import Planning
import Speculation

/// What no gate may let pass, however good it thinks a draft is (algorithms.md 3.6).
enum GuardRail {
    /// Why the verifier has to decide the step; nil where a gate may.
    static func objection(to draft: Proposal, in step: StepToVerify) -> String? {
        switch step.earlyExecution {
        case .refused(let reason): return "it has effects: \(reason)"
        case .provisional(changesWorld: true): return "its effects become real when it is committed"
        case .unneeded, .allowed, .provisional(changesWorld: false): break
        }
        if draft.confidence == 0 { return "its author does not believe in it" }
        guard let last = step.request.trajectory.steps.last else { return nil }
        if last.observation.isError { return "it follows an error" }
        if last.action == draft.action { return "it repeats the step before" }
        return nil
    }
}
