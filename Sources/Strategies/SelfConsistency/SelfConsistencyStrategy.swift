public import Planning
public import Speculation

/// Self-consistency: several drafts, and the answer that most of them come to. Drafting stops as soon as the answer is
/// certain enough, or no other can win any more (Certaindex, arXiv 2412.20993). Lossy: the verifier is asked only
/// where no two drafts agree.
public struct SelfConsistencyStrategy: Strategy {
    public static let name = "self-consistency"
    public static let guarantee = Guarantee.lossy

    private let settings: ConsistencySettings

    /// Drafts and counts as `settings` say.
    public init(_ settings: ConsistencySettings = ConsistencySettings()) {
        self.settings = settings
    }

    public func run(_ start: RunStart, with crew: Crew) async -> RunOutcome {
        let count = settings.drafting.drafts ?? 8
        return await Deliberation(
            crew: crew, settings: settings.drafting, count: count, rule: .certainty(settings.certainty)
        ) { run, drafts in
            let options = drafts.shortlist
            let leading = drafts.groups.leader?.members.count ?? 0
            var event = RunEvent.Selected(
                options: options.map(\.text), probabilities: drafts.groups.ranked.map(drafts.groups.share), chosen: 0,
                reason: "\(leading) of \(drafts.groups.count) drafts agree: \(drafts.reason)")
            if leading == 1, drafts.groups.count > 1 {
                event.chosen = nil
                event.reason = "no two of \(drafts.groups.count) drafts agree"
            }
            run.record(event)
            return event.chosen.map { .take(options[$0]) } ?? .think(guidance: nil)
        }.conduct(start)
    }
}
