public import Planning

/// Reads from a run's events what the verifier has taught about proposed steps. A value: events go in, in their
/// order, and lessons come out.
///
/// A verdict counts once its position is committed: one on a step behind a wrong one says nothing. Where a step
/// stands because it was scored well, only an audit says whether that was right; the score itself teaches nothing.
public struct LessonReader: Sendable {
    private var task: String
    private var trajectory: Trajectory
    private var drafts: [Int: Proposal] = [:]
    private var verdicts: [Int: (action: Action, agrees: Bool)] = [:]
    private var kept: Set<Int> = []

    /// A reader of the events of one run, from its first one, or of one that goes on from `trajectory`.
    public init(from trajectory: Trajectory = Trajectory(), of task: String = "") {
        self.trajectory = trajectory
        self.task = task
    }

    /// The lessons of a whole run.
    public static func lessons(of events: some Sequence<RunEvent>) -> [StepLesson] {
        var reader = LessonReader()
        return events.flatMap { reader.lessons(of: $0) }
    }

    /// What the next event teaches.
    public mutating func lessons(of event: RunEvent) -> [StepLesson] {
        switch event.kind {
        case .started(let header): task = header.task
        case .resumed(let resumption): trajectory = Trajectory(Array(trajectory.steps.prefix(resumption.steps)))
        case .drafted(let draft):
            drafts[draft.position] = Proposal(action: draft.action, confidence: draft.confidence)
            verdicts[draft.position] = nil
            kept.remove(draft.position)
        case .scored(let scored):
            if scored.isKept { kept.insert(scored.position) }
        case .judged(let judged):
            verdicts[judged.position] = judged.agrees.map { (judged.action, $0) }
        case .audited(let audited):
            kept.remove(audited.position)
            verdicts[audited.position] = (audited.action, audited.agrees)
            if audited.position <= trajectory.count { return lesson(at: audited.position) }
        case .committed(let committed):
            trajectory.append(committed.step)
            return kept.contains(committed.position) ? [] : lesson(at: committed.position)
        default: break
        }
        return []
    }

    /// The verdict on a committed position.
    private func lesson(at position: Int) -> [StepLesson] {
        guard position > 0, position <= trajectory.count, let verdict = verdicts[position] else { return [] }
        // A step that was taken from a search has no draft of its own.
        let proposal = drafts[position] ?? Proposal(action: trajectory.steps[position - 1].action)
        return [
            StepLesson(
                task: task, trajectory: Trajectory(Array(trajectory.steps.prefix(position - 1))), proposal: proposal,
                isRight: verdict.agrees, better: verdict.agrees ? nil : verdict.action)
        ]
    }
}
