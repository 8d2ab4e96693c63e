/// Why a step was drafted ahead, or why not, in words for people.
public struct DecisionWords: Sendable {
    /// What the events say.
    public let decisions: RunDecisions

    /// The words for what the events of a run say.
    public init(decisions: RunDecisions) {
        self.decisions = decisions
    }

    /// One sentence; the most direct cause first.
    public func why(_ step: RunDecisions.StepDecision) -> String {
        let sentence = step.fate == .notDrafted ? whyNot(step) : whyDrafted(step)
        return ([sentence] + extras(step)).joined(separator: "; ")
    }

    private func whyDrafted(_ step: RunDecisions.StepDecision) -> String {
        let source = step.isRecalled ? "recalled from earlier runs" : "drafted"
        let sure = step.confidence.map { ", \(Int(($0 * 100).rounded())) % sure" } ?? ""
        let judgement = step.scored.map { "; \(ScoreWords.judgement($0))" } ?? ""
        let audit = step.audit.map { "; \(ScoreWords.audit($0))" } ?? ""
        return "\(source)\(sure)\(judgement)\(audit); depth \(choice(step))"
    }

    private func whyNot(_ step: RunDecisions.StepDecision) -> String {
        guard decisions.hasDrafter else { return "nobody drafts in this run" }
        if let fault = step.faults.last { return "the draft failed: \(fault)" }
        if let reason = step.discarded.last { return "the draft was dropped: \(reason.words)" }
        if let choice = step.choice, choice.depth == 0 { return "depth \(self.choice(step))" }
        let before = decisions.steps.first { $0.position == step.position - 1 }
        if let refusal = before?.refusal {
            return "step \(step.position - 1) may not be carried out before its verdict (\(refusal))"
        }
        return "the verifier decided it before a draft was of use; depth \(choice(step))"
    }

    private func extras(_ step: RunDecisions.StepDecision) -> [String] {
        let others = step.discarded.dropLast(step.fate == .notDrafted && step.faults.isEmpty ? 1 : 0)
        let dropped = others.isEmpty ? [] : ["\(others.count) earlier of its drafts dropped"]
        return dropped + (step.refusal.map { ["not carried out before its verdict (\($0))"] } ?? [])
    }

    private func choice(_ step: RunDecisions.StepDecision) -> String {
        guard let choice = step.choice else { return "not chosen yet" }
        return "\(choice.depth): \(choice.reason)"
    }
}

extension CancelReason {
    /// The reason as half a sentence.
    public var words: String {
        switch self {
        case .wrongPrefix: "the verifier decided an earlier step otherwise"
        case .overtaken: "the verifier was faster"
        case .disagreed: "the verifier decided this step otherwise"
        case .taskOver: "an earlier step ended the task"
        case .earlierFailure: "an earlier verification failed"
        case .stale: "an earlier step had to be carried out again"
        case .limitReached: "a limit was reached"
        case .interrupted: "the run was interrupted"
        case .runFailed: "the run failed"
        }
    }
}
