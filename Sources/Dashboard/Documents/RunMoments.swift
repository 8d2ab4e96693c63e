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
        for event in events { add(event) }
        executions = RunTimeline(events).executions.map { execution in
            .init(
                step: execution.position, at: execution.end.seconds,
                duration: (execution.end - execution.start).seconds,
                early: execution.isEarly, action: execution.action.text, isError: execution.observation.isError,
                stands: execution.fate == .committed)
        }
    }

    private mutating func add(_ event: RunEvent) {
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
