public import Planning
public import Speculation

/// Parallel, distil, refine (arXiv 2510.01123): several drafts at once, what they say in a few hundred tokens, and the
/// verifier's own answer with that in hand. Lossy, although every step is the verifier's: it was shown more than
/// the steps before.
public struct PDRStrategy: Strategy {
    public static let name = "pdr"
    public static let guarantee = Guarantee.lossy

    private let settings: RefinementSettings

    /// Drafts and distils as `settings` say.
    public init(_ settings: RefinementSettings = RefinementSettings()) {
        self.settings = settings
    }

    public func run(_ start: RunStart, with crew: Crew) async -> RunOutcome {
        let limit = settings.workspace
        return await Deliberation(
            crew: crew, settings: settings.drafting, count: settings.drafting.drafts ?? 4, rule: .all
        ) { run, drafts in
            let workspace = Workspace(drafts, tokens: limit)
            let groups = drafts.groups.groups.count
            run.record(
                RunEvent.Selected(
                    options: drafts.shortlist.map(\.text), probabilities: drafts.groups.ranked.map(drafts.groups.share),
                    chosen: nil,
                    reason:
                        "the verifier refines \(drafts.rollouts.count) drafts with \(groups) answer\(groups == 1 ? "" : "s")"
                ))
            return .think(guidance: workspace.text)
        }.conduct(start)
    }
}
