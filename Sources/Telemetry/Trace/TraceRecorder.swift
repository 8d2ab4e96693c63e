public import Planning

/// Turns the events of a run into spans, each as soon as all is known about it: a call when it is settled
/// and it is known whether its result stands, an execution when its step is decided, the run at its end.
///
/// One run is one trace: `invoke_agent` around everything, a `plan` around each round in which something
/// was drafted, and in these the calls and the tools. The verifier's call that confirms a draft is linked
/// to the draft's calls. A draft that did not stand is there like any other, without an error.
public struct TraceRecorder: Sendable {
    let run: RunID
    let convention: Convention
    /// Whether the spans hold what was asked and answered.
    let hasContent: Bool
    private(set) var timeline: RunTimeline
    /// The drafts that verdicts have confirmed, by the verifier's call.
    private(set) var confirmed: [CallID: [CallID]] = [:]

    private var openCalls: Set<CallID>
    private var openExecutions: [Int] = []
    private var openRounds: [Int] = []

    /// - Parameters:
    ///   - run: the run whose events will come.
    ///   - convention: how facts are named.
    ///   - hasContent: whether the spans hold what was asked and answered.
    ///   - past: what an earlier process has left, in a run that is resumed.
    public init(of run: RunID, convention: Convention, hasContent: Bool, past: RunSummary = RunSummary()) {
        self.run = run
        self.convention = convention
        self.hasContent = hasContent
        timeline = RunTimeline(past: past)
        openCalls = Set(past.calls.filter { $0.settlement == nil }.map(\.id))
    }

    /// The trace of a run that has come as far as `events`, in the order in which the spans began. Of a run
    /// that goes on or was killed, what is open ends with the last event.
    public static func trace(
        of events: some Collection<RunEvent>, convention: Convention, hasContent: Bool
    ) -> [Span] {
        guard let run = events.first?.run else { return [] }
        var recorder = TraceRecorder(of: run, convention: convention, hasContent: hasContent)
        var spans: [SpanID: Span] = [:]
        for event in events {
            for span in recorder.record(event) { spans[span.id] = span }
        }
        for span in recorder.close() { spans[span.id] = span }
        // The run's own comes first, also where work outlasts it.
        return spans.values.sorted {
            ($0.parent == nil ? 0 : $0.start, $1.end, $0.id.hexadecimal)
                < ($1.parent == nil ? 0 : $1.start, $0.end, $1.id.hexadecimal)
        }
    }

    /// Takes the run's next event, and returns the spans that it completes. After an interruption the run's
    /// own span comes again, longer, when the resumed run ends.
    public mutating func record(_ event: RunEvent) -> [Span] {
        let executionsBefore = timeline.executions.count
        let roundsBefore = timeline.rounds.count
        timeline.apply(event)
        openExecutions += executionsBefore..<timeline.executions.count
        openRounds += roundsBefore..<timeline.rounds.count
        switch event.kind {
        case .callStarted(let started):
            openCalls.insert(started.call)
            return []
        case .callSettled(let settled): return completeCalls([settled.call]) + completeRounds()
        case .callResolved(let resolved): return completeCalls([resolved.call]) + completeRounds()
        case .judged(let judged):
            confirm(judged)
            return completeExecutions()
        case .committed: return completeExecutions() + completeRounds()
        case .resumed: return completeCalls(openCalls.sorted()) + completeExecutions() + completeRounds()
        case .finished: return close()
        default: return []
        }
    }

    /// Completes whatever is open, the run itself included: nothing more will come.
    public mutating func close() -> [Span] {
        guard let header = timeline.summary.header else { return [] }
        let calls = openCalls.sorted().compactMap(timeline.summary.call).map(span)
        let executions = openExecutions.compactMap { span(timeline.executions[$0]) }
        let rounds = openRounds.filter { timeline.rounds[$0].isDrafted }.map { span(timeline.rounds[$0]) }
        openCalls = []
        openExecutions = []
        openRounds = []
        return calls + executions + rounds + [span(header)]
    }

    private mutating func confirm(_ judged: RunEvent.Judged) {
        guard let verdict = timeline.verdicts.last, verdict.agrees, judged.agrees == true else { return }
        // Of several calls the last one decides.
        if let call = verdict.calls.last { confirmed[call] = verdict.draft }
    }

    private mutating func completeCalls(_ calls: [CallID]) -> [Span] {
        var spans: [Span] = []
        for id in calls where openCalls.contains(id) {
            guard let call = timeline.summary.call(id), call.settlement != nil, call.standing != nil else { continue }
            openCalls.remove(id)
            spans.append(span(call))
            confirmed[id] = nil
        }
        return spans
    }

    private mutating func completeExecutions() -> [Span] {
        let complete = openExecutions.filter { timeline.executions[$0].fate != .open }
        openExecutions.removeAll { timeline.executions[$0].fate != .open }
        return complete.compactMap { span(timeline.executions[$0]) }
    }

    private mutating func completeRounds() -> [Span] {
        let complete = openRounds.filter { place in
            let round = timeline.rounds[place]
            return round.end != nil && openCalls.isDisjoint(with: round.calls)
        }
        openRounds.removeAll(where: complete.contains)
        return complete.filter { timeline.rounds[$0].isDrafted }.map { span(timeline.rounds[$0]) }
    }
}
