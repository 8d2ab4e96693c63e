/// Keeps what a controller has to know of the steps that are not committed yet. Whoever runs a task
/// tells it what happens and gets the contexts and outcomes for the controller.
public struct DraftTrail: Sendable {
    private let cluster: UInt32
    private var frontier: Int
    private var lastTool = ToolMark.none
    private var verdicts = RecentVerdicts()
    /// The frontier and what lies beyond it.
    private var entries: [Entry] = []

    private struct Entry {
        var tool = ToolMark.none
        var draft: DraftFeatures?
        var isResolved = false
        /// When its verification started, in seconds of the run.
        var verifiedSince: Double?
    }

    /// The trail of a task, at its start or after some committed steps.
    public init(_ task: TaskFeatures, committed: Int = 0, lastTool: ToolMark = .none) {
        cluster = task.cluster
        frontier = committed + 1
        self.lastTool = lastTool
    }

    /// The verification of a position starts, at this time of the run in seconds.
    public mutating func verifies(_ position: Int, since time: Double) {
        guard let index = index(of: position) else { return }
        entries[index].verifiedSince = time
    }

    /// A draft is there.
    /// - Returns: its features.
    public mutating func drafted(
        at position: Int, tool: ToolMark, finishes: Bool, confidence: Double? = nil, isRemembered: Bool = false
    ) -> DraftFeatures {
        var features = step(at: position)
        features.tool = tool
        features.confidence = confidence
        features.isRemembered = isRemembered
        features.finishes = finishes
        guard let index = index(of: position) else { return features }
        entries[index].draft = features
        entries[index].tool = tool
        return features
    }

    /// A verdict is there.
    /// - Returns: the comparison, when there was a draft to compare with.
    public mutating func judged(at position: Int, tool: ToolMark, agrees: Bool?) -> DepthOutcome? {
        guard let index = index(of: position) else { return nil }
        entries[index].tool = tool
        entries[index].isResolved = true
        guard let agrees, let draft = entries[index].draft else { return nil }
        verdicts.append(agrees)
        return .compared(draft, agrees: agrees)
    }

    /// A draft stands although there is no verdict on it.
    /// - Returns: the draft that will never be judged.
    public mutating func stands(at position: Int) -> DepthOutcome? {
        guard let index = index(of: position) else { return nil }
        entries[index].isResolved = true
        return entries[index].draft.map { .censored($0) }
    }

    /// Everything about a position is forgotten.
    /// - Returns: the draft that will never be judged, if there was one.
    public mutating func dropped(_ position: Int) -> DepthOutcome? {
        let index = position &- frontier
        guard entries.indices.contains(index) else { return nil }
        let entry = entries[index]
        if index == entries.count - 1 { entries.removeLast() } else { entries[index] = Entry() }
        guard let draft = entry.draft, !entry.isResolved else { return nil }
        return .censored(draft)
    }

    /// The step at the frontier is committed.
    public mutating func committed() {
        if !entries.isEmpty { lastTool = entries.removeFirst().tool }
        frontier += 1
    }

    /// What the controller gets to see at this time of the run, in seconds.
    public func context(stepsLeft: Int, now: Double) -> DepthContext {
        let next = entries.firstIndex { $0.draft == nil && !$0.isResolved } ?? entries.count
        var drafts: [DraftFeatures] = []
        drafts.reserveCapacity(next)
        var (oldest, last) = (0.0, 0.0)
        for entry in entries where !entry.isResolved {
            let age = entry.verifiedSince.map { now - $0 } ?? 0
            oldest = max(oldest, age)
            guard let draft = entry.draft else { continue }
            drafts.append(draft)
            last = age
        }
        let started = entries.indices.contains(next) ? entries[next].verifiedSince : nil
        return DepthContext(
            frontier: frontier, drafts: drafts, next: step(at: frontier + next), stepsLeft: stepsLeft,
            oldestVerification: oldest, lastVerification: last, nextVerification: started.map { now - $0 } ?? 0)
    }

    private func step(at position: Int) -> DraftFeatures {
        let before = position &- frontier &- 1
        return DraftFeatures(
            position: position, previousTool: entries.indices.contains(before) ? entries[before].tool : lastTool,
            verdicts: verdicts, cluster: cluster)
    }

    private mutating func index(of position: Int) -> Int? {
        let index = position &- frontier
        guard index >= 0, index <= entries.count + DepthLimit.most else { return nil }
        while entries.count <= index { entries.append(Entry()) }
        return index
    }
}
