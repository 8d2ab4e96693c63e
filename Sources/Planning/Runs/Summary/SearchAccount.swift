/// What a search has looked into, kept and dropped, as a fold over the events of its run.
public struct SearchAccount: Sendable, Hashable {
    /// The candidates for one position of the plan.
    public struct Level: Sendable, Hashable {
        /// The position; 1 is the first step.
        public let position: Int
        /// Candidates that were looked into further or stand in the plan.
        public fileprivate(set) var kept = 0
        /// Candidates that were dropped.
        public fileprivate(set) var dropped = 0
        /// The plan's own step; nil beyond its end.
        public fileprivate(set) var chosen: Action?
        /// What that step was thought to be worth; nil where nobody scored it.
        public fileprivate(set) var score: Double?
    }

    /// The positions, in order.
    public var levels: [Level] { byPosition.values.sorted { $0.position < $1.position } }
    /// States whose next step was looked for.
    public var states: Int { prefixes.count }
    /// How many candidates were dropped for each reason.
    public private(set) var reasons: [String: Int] = [:]

    private var byPosition: [Int: Level] = [:]
    private var prefixes: Set<String> = []
    private var scores: [String: [Action: Double]] = [:]
    private var trajectory = Trajectory()

    /// The account of a run so far; nil for a run that has scored nothing.
    public init?(_ events: some Sequence<RunEvent>) {
        for event in events {
            switch event.kind {
            case .scored(let scored): add(scored)
            case .committed(let committed): commit(committed)
            default: break
            }
        }
        if prefixes.isEmpty { return nil }
    }

    private mutating func add(_ scored: RunEvent.Scored) {
        prefixes.insert(scored.prefix)
        if let score = scored.score { scores[scored.prefix, default: [:]][scored.action] = score }
        byPosition[scored.position, default: Level(position: scored.position)].kept += scored.isKept ? 1 : 0
        guard !scored.isKept else { return }
        byPosition[scored.position]?.dropped += 1
        let reason = scored.reason.prefix { $0 != ":" }
        reasons[String(reason), default: 0] += 1
    }

    private mutating func commit(_ committed: RunEvent.Committed) {
        let position = committed.position
        guard position == trajectory.count + 1 else { return }
        byPosition[position, default: Level(position: position)].chosen = committed.step.action
        byPosition[position]?.score =
            scores[String(trajectory.fingerprint, radix: 16)]?[committed.step.action]
        trajectory.append(committed.step)
    }
}
