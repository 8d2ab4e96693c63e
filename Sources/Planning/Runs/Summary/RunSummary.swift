/// Everything a reader shows about one run, as a fold over the run's events.
///
/// Feed it the events in order and read it at any time: while the run goes on, after its end, or
/// over the record of a run whose process was killed. Equal events give equal summaries.
public struct RunSummary: Sendable, Hashable {
    /// What the run is; nil until its first event.
    public internal(set) var header: RunHeader?
    /// How the run stands. A run that was killed stands as `running`: no event says otherwise.
    public internal(set) var status: RunStatus = .running
    /// The committed steps, the first one first.
    public internal(set) var steps: [CommittedStep] = []
    /// The positions beyond the committed ones where work goes on or waits, in order.
    public internal(set) var ahead: [AheadPosition] = []
    /// Every model call, in the order in which they were started.
    public internal(set) var calls: [Call] = []
    /// The task's answer, once the verifier gave one.
    public internal(set) var answer: String?
    /// How long the run took, or has taken so far: the time of its end, or of the last event while
    /// it goes on. Calls that were cancelled at the end may settle later and count for nothing here.
    /// Waiting between an interruption and `resume` is left out.
    public internal(set) var latency: Duration = .zero
    /// The number of the last event.
    public internal(set) var lastSequence = 0
    /// Which limit ended the run, if one did.
    public internal(set) var limit: LimitReached?
    /// What went wrong, if the run failed.
    public internal(set) var error: String?
    /// How often the run was resumed.
    public internal(set) var resumptions = 0
    /// Verdicts on a draft.
    public internal(set) var compared = 0
    /// Verdicts that agreed with their draft.
    public internal(set) var matches = 0

    /// Choices among several answers, in order.
    public internal(set) var selections: [RunEvent.Selected] = []

    /// What became of calls that were made before their step was certain.
    public internal(set) var early = EarlyCalls()
    /// Why drafted calls had to wait for their verdict.
    public internal(set) var refusals: [Refusal] = []

    /// What was proposed for positions that are not committed yet.
    var proposals: [Int: Proposals] = [:]

    /// Places in `calls` of the calls that are not both settled and resolved.
    var unresolved: Set<Int> = []
    /// Places in `calls`.
    var places: [CallID: Int] = [:]

    /// The summary of a run of which nothing is known yet.
    public init() {}

    /// The summary of a run that has come as far as `events`.
    public init(_ events: some Sequence<RunEvent>) {
        for event in events { apply(event) }
    }
}
