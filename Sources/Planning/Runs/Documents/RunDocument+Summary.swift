import Foundation

extension RunDocument {
    /// The document of a run, or nil of a run that has not begun.
    public init?(_ summary: RunSummary) {
        guard let header = summary.header else { return nil }
        schema = Self.currentSchema
        run = header.run
        status = summary.status
        started = Self.timestamp(milliseconds: header.startedAt)
        task = header.task
        agent = header.agent
        drafter = header.drafter
        verifier = header.verifier
        strategy = header.strategy
        guarantee = header.guarantee
        lambda = summary.lambda ?? header.lambda
        valueOfTime = header.valueOfTime
        steps = summary.steps.map { committed in
            let action = committed.step.action
            return DocumentedStep(
                index: committed.index,
                action: DocumentedAction(tool: action.tool, arguments: action.arguments, text: action.text),
                observation: committed.step.observation.text, source: committed.source)
        }
        answer = summary.answer
        latency = summary.latency.roundedSeconds
        cost = summary.spend.total?.dollars
        estimatedCost = summary.spend.estimated.dollars
        sequentialLatency = summary.sequentialLatency.map(\.roundedSeconds)
        sequentialCost = summary.sequentialCost?.dollars
        let account = summary.account
        objective = account.map { Self.ratio($0.objective) }
        oracleObjective = account?.oracle.map(Self.ratio)
        efficiency = account?.efficiency.map(Self.ratio)
        objectiveBasis = account?.basis
        timeSaved = account.map(\.timeSaved.roundedSeconds)
        extraCost = account?.extraCost?.dollars
        waste = Dictionary(
            uniqueKeysWithValues: summary.wasteByStanding.map { standing, spend in
                let calls = summary.calls.count { $0.standing == standing && $0.settlement != nil }
                return (standing.rawValue, Waste(cost: spend.total?.dollars, calls: calls))
            })
        recall = summary.recall.map {
            RecallFigures(
                hits: $0.hits, misses: $0.misses, judged: $0.judged, right: $0.right,
                savedTime: $0.savedTime.map(\.roundedSeconds),
                savedCost: $0.savedCost?.dollars)
        }
        keeping = summary.keeping.map {
            KeepingFigures(
                drafts: $0.drafts, kept: $0.kept, audited: $0.audited, differing: $0.differing,
                loss: $0.loss.map(Self.ratio), lossLow: ($0.interval?.lowerBound).map(Self.ratio),
                lossHigh: ($0.interval?.upperBound).map(Self.ratio))
        }
        let early = summary.early
        earlyCalls =
            early.made == 0
            ? nil
            : EarlyCallFigures(
                made: early.made, reused: early.reused, differing: early.differing, stale: early.stale,
                unused: early.unused)
        refusals =
            summary.refusals.isEmpty
            ? nil : summary.refusals.map { RefusalFigures(tool: $0.tool, reason: $0.reason, count: $0.count) }
        acceptance = summary.acceptance
        calls = CallFigures(
            drafter: summary.callCount(of: .drafter), verifier: summary.callCount(of: .verifier),
            scorer: summary.callCount(of: .scorer),
            cancelled: summary.callCount(ended: .cancelled), wasted: summary.waste.total?.dollars)
        selections = summary.selections.isEmpty ? nil : summary.selections
        limit = summary.limit
        error = summary.error
    }

    /// The milliseconds are put behind whole seconds: through a floating-point date they would be
    /// cut, not rounded.
    private static func timestamp(milliseconds: Int64) -> String {
        let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        let date = Date(timeIntervalSince1970: Double(seconds + (rest < 0 ? -1 : 0)))
        let fraction = String(1000 + (rest < 0 ? rest + 1000 : rest)).dropFirst()
        return "\(date.formatted(.iso8601).dropLast()).\(fraction)Z"
    }

    /// Six decimals: finer digits of a ratio of measured times are noise.
    private static func ratio(_ value: Double) -> Double {
        (value * 1e6).rounded() / 1e6
    }
}
