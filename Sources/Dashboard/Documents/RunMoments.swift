import Planning

/// What happened when in a run, in order: a fold over its events.
struct RunMoments {
    private(set) var proposals: [TimelineDocument.Proposal] = []
    private(set) var executions: [TimelineDocument.Execution] = []
    private(set) var commits: [TimelineDocument.Commit] = []
    private(set) var choices: [TimelineDocument.Choice] = []
    private(set) var weighings: [TimelineDocument.Weighing] = []

    /// The moments of a run that has come as far as `events`.
    init(_ events: [RunEvent]) {
        let stands = Self.standing(events)
        for event in events { add(event, stands) }
    }

    /// The events of executions whose outcome was committed, by their numbers: of several at a position the last one
    /// before the step was committed with the same outcome.
    private static func standing(_ events: [RunEvent]) -> Set<Int> {
        var last: [Int: (sequence: Int, execution: RunEvent.Executed)] = [:]
        var standing: Set<Int> = []
        for event in events {
            switch event.kind {
            case .executed(let executed): last[executed.position] = (event.sequence, executed)
            case .committed(let committed):
                guard let (sequence, executed) = last[committed.position], executed.action == committed.step.action
                else { continue }
                standing.insert(sequence)
            default: break
            }
        }
        return standing
    }

    private mutating func add(_ event: RunEvent, _ standing: Set<Int>) {
        let at = event.time.seconds
        switch event.kind {
        case .drafted(let drafted):
            proposals.append(
                .init(
                    kind: "draft", step: drafted.position, at: at, action: drafted.action.text, agrees: nil,
                    confidence: drafted.confidence, calls: drafted.calls))
        case .judged(let judged):
            proposals.append(
                .init(
                    kind: "verdict", step: judged.position, at: at, action: judged.action.text, agrees: judged.agrees,
                    confidence: nil, calls: judged.calls))
        case .audited(let audited):
            proposals.append(
                .init(
                    kind: "audit", step: audited.position, at: at, action: audited.action.text, agrees: audited.agrees,
                    confidence: nil, calls: audited.calls))
        case .executed(let executed):
            executions.append(
                .init(
                    step: executed.position, at: at, duration: executed.duration.seconds, early: executed.early,
                    action: executed.action.text, isError: executed.observation.isError,
                    stands: standing.contains(event.sequence)))
        case .committed(let committed):
            commits.append(.init(step: committed.position, at: at, source: committed.source))
        case .depthChosen(let choice):
            choices.append(
                .init(
                    step: choice.position, at: at, depth: choice.depth, acceptance: choice.acceptance,
                    survival: choice.survival, threshold: choice.threshold, reason: choice.reason))
        case .scored(let scored):
            weighings.append(
                .init(
                    step: scored.position, at: at, prefix: scored.prefix, action: scored.action.text,
                    score: scored.score, threshold: scored.threshold, kept: scored.isKept, reason: scored.reason))
        default: break
        }
    }
}
