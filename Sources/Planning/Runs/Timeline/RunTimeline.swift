/// What happened in a run and when, as a fold over its events: what a trace and a drawing are made of.
///
/// It keeps what ``RunSummary`` leaves out because no figure needs it: when actions were carried
/// out, which draft a verdict spoke of, and the rounds of riding ahead.
public struct RunTimeline: Sendable {
    /// The run's figures so far.
    public private(set) var summary: RunSummary
    /// Actions that were carried out, in order, those that did not stand included.
    public private(set) var executions: [Execution] = []
    /// Verdicts on drafts, in order.
    public private(set) var verdicts: [Verdict] = []
    /// Stretches of riding ahead, in order.
    public private(set) var rounds: [Round] = []
    /// The round in which each call was started, as a place in `rounds`.
    public private(set) var roundOfCall: [CallID: Int] = [:]

    private var clocks: [(since: Duration, offset: Duration)] = []
    private var openRound: Int?
    private var depth = 0
    /// The calls of the newest draft of each open position.
    private var drafts: [Int: [CallID]] = [:]
    /// Places of the executions whose step is neither committed nor void, by position.
    private var pending: [Int: [Int]] = [:]

    /// The timeline of a run of which nothing is known yet, or of which an earlier process has left `past`.
    public init(past: RunSummary = RunSummary()) {
        summary = past
        if let header = past.header { clocks = [(.zero, .milliseconds(header.startedAt))] }
    }

    /// The timeline of a run that has come as far as `events`.
    public init(_ events: some Sequence<RunEvent>) {
        self.init()
        for event in events { apply(event) }
    }

    /// Nanoseconds since 1970 at a time of the run; what lies before 1970 or after 2262 is drawn to there.
    public func wallTime(at time: Duration) -> UInt64 {
        let clock = clocks.last { $0.since <= time } ?? clocks.first
        return UInt64(clamping: ((clock?.offset ?? .zero) + time).nanoseconds)
    }

    /// When a call ended, since the run began; nil while it is open, and for one that died with its process.
    public func end(of call: RunSummary.Call) -> Duration? { call.duration.map { call.started + $0 } }

    /// Takes the run's next event.
    public mutating func apply(_ event: RunEvent) {
        switch event.kind {
        case .started(let header): clocks = [(.zero, .milliseconds(header.startedAt))]
        case .resumed(let resumption):
            clocks.append((event.time, .milliseconds(resumption.resumedAt) - event.time))
            // What was carried out after the last commit may be what the run goes on with.
            discardPending(beyond: resumption.steps + 1)
            drafts = [:]
            closeRound(at: event.time)
        case .depthChosen(let choice): depth = choice.depth
        case .callStarted(let started): start(started, at: event.time)
        case .drafted(let drafted): drafts[drafted.position] = drafted.calls
        case .judged(let judged): judge(judged, at: event.time)
        case .executed(let executed): execute(executed, at: event.time)
        default: break
        }
        summary.apply(event)
        switch event.kind {
        case .committed(let committed):
            settlePending(of: committed)
            if summary.ahead.isEmpty { closeRound(at: event.time) }
        case .finished:
            discardPending(beyond: 0)
            closeRound(at: event.time)
        default: break
        }
    }

    private mutating func start(_ started: RunEvent.CallStarted, at time: Duration) {
        let place = openRound ?? rounds.count
        if openRound == nil {
            rounds.append(Round(number: place + 1, position: started.position, start: time))
            openRound = place
        }
        if started.role == .drafter { rounds[place].isDrafted = true }
        rounds[place].depth = max(rounds[place].depth, depth)
        rounds[place].calls.append(started.call)
        roundOfCall[started.call] = place
    }

    private mutating func judge(_ judged: RunEvent.Judged, at time: Duration) {
        guard let agrees = judged.agrees else { return }
        verdicts.append(
            Verdict(
                position: judged.position, time: time, calls: judged.calls, draft: drafts[judged.position] ?? [],
                agrees: agrees))
        guard !agrees else { return }
        // Whatever was done on top of a wrong draft is void.
        discardPending(beyond: judged.position)
        drafts = drafts.filter { $0.key <= judged.position }
    }

    private mutating func execute(_ executed: RunEvent.Executed, at time: Duration) {
        pending[executed.position, default: []].append(executions.count)
        executions.append(
            Execution(
                number: executions.count + 1, position: executed.position, action: executed.action,
                observation: executed.observation, isEarly: executed.early,
                start: max(time - executed.duration, .zero), end: time, round: openRound))
    }

    private mutating func settlePending(of committed: RunEvent.Committed) {
        let places = pending.removeValue(forKey: committed.position) ?? []
        let standing = places.last { executions[$0].action == committed.step.action }
        for place in places { executions[place].fate = place == standing ? .committed : .discarded }
        // A step that nobody judged confirms its draft all the same.
        if let standing, summary.steps.last?.isKept == true {
            executions[standing].draft = drafts[committed.position] ?? []
        }
        drafts[committed.position] = nil
    }

    private mutating func discardPending(beyond position: Int) {
        for (other, places) in pending where other > position {
            for place in places { executions[place].fate = .discarded }
            pending[other] = nil
        }
    }

    private mutating func closeRound(at time: Duration) {
        if let openRound { rounds[openRound].end = time }
        openRound = nil
    }
}
