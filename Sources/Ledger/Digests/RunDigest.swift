import Planning

/// What a list, and a statistic over many runs, need to know of a run that has ended: worked out from its events once
/// and kept, with the same figures that `RunSummary` gives.
struct RunDigest: Sendable, Hashable {
    /// The sums of verdicts on drafts that a run adds to.
    struct VerdictKey: Sendable, Hashable {
        /// What the verdicts are told apart by.
        let kind: VerdictGrouping
        /// Its value.
        let value: String
    }

    /// Verdicts on drafts.
    struct Verdicts: Sendable, Hashable {
        var count = 0
        var agreed = 0
        /// The chances that were expected, added up.
        var predicted = 0.0
    }

    let header: RunHeader
    let status: RunStatus
    /// The last event that is counted.
    let sequence: Int
    let lambda: Double
    let latency: Duration
    let cost: Money?
    let sequentialLatency: Duration?
    let sequentialCost: Money?
    let compared: Int
    let matches: Int
    let account: RunSummary.Account?
    let recall: RunSummary.Recall?
    let verdicts: [VerdictKey: Verdicts]

    /// The day on which the run began, counted from 1970 in UTC.
    var day: Int64 { header.startedAt / 86_400_000 }

    /// Positions from here on are counted together.
    private static let lastPosition = 40

    /// The digest of a run's events, or nil without a beginning.
    init?(_ events: [RunEvent]) {
        let summary = RunSummary(events)
        guard let header = summary.header else { return nil }
        self.header = header
        status = summary.status
        sequence = summary.lastSequence
        lambda = summary.lambda ?? header.lambda
        latency = summary.latency
        cost = summary.spend.total
        sequentialLatency = summary.sequentialLatency
        sequentialCost = summary.sequentialCost
        compared = summary.compared
        matches = summary.matches
        account = summary.account
        recall = summary.recall
        var verdicts: [VerdictKey: Verdicts] = [:]
        for step in RunDecisions(events).steps where step.fate == .right || step.fate == .wrong {
            func count(_ kind: VerdictGrouping, _ value: String, predicted: Double = 0) {
                verdicts[VerdictKey(kind: kind, value: value), default: Verdicts()].add(step.fate == .right, predicted)
            }
            count(.position, String(min(step.position, Self.lastPosition)))
            count(.tool, step.draft?.tool ?? "")
            count(.source, step.isRecalled ? CallAnnouncement.memory : "model")
            if let chance = step.choice?.acceptance { count(.chance, Self.tenth(chance), predicted: chance) }
            if let confidence = step.confidence { count(.confidence, Self.tenth(confidence), predicted: confidence) }
        }
        self.verdicts = verdicts
    }

    private static func tenth(_ chance: Double) -> String { String(max(0, min(9, Int(chance * 10)))) }
}

extension RunDigest.Verdicts {
    fileprivate mutating func add(_ isRight: Bool, _ predicted: Double) {
        count += 1
        agreed += isRight ? 1 : 0
        self.predicted += predicted
    }
}
