public import Planning
public import Speculation

/// Speculative chain of thought (arXiv 2504.19095): the drafter thinks several times at once, and the verifier picks one
/// thought with a few tokens, or none and then thinks itself. Lossy: what is picked was never thought by the
/// verifier.
///
/// Where nearly all drafts agree, nobody is asked. Where λ says that time is worth it, the verifier thinks from
/// the beginning and is cancelled when a draft is picked, so that drafts that are all wrong cost no time.
public struct SCoTStrategy: Strategy {
    public static let name = "scot"
    public static let guarantee = Guarantee.lossy

    private let settings: ThoughtSettings

    /// Drafts and picks as `settings` say.
    public init(_ settings: ThoughtSettings = ThoughtSettings()) {
        self.settings = settings
    }

    /// How many thoughts `drafter` drafts at `lambda`.
    public func drafts(at lambda: Double, by drafter: any Agent) -> Int {
        var economy = economy
        economy.draftsAtOnce = drafter.answersAtOnce
        return settings.drafting.drafts ?? economy.drafts(lambda)
    }

    private var economy: ThoughtEconomy {
        ThoughtEconomy(draftIsRight: settings.draftIsRight, draftCost: settings.draftCost)
    }

    public func run(_ start: RunStart, with crew: Crew) async -> RunOutcome {
        let lambda = start.header.lambda
        let count = drafts(at: lambda, by: crew.drafter)
        let races =
            switch settings.race {
            case .auto: economy.races(lambda, drafts: count)
            case .always: true
            case .never: false
            }
        let choosing = Choosing(
            crew: crew, rule: SelectionRule(soundness: settings.soundness),
            patience: Patience(seconds: settings.patience, on: crew.clock))
        let agreement = settings.agreement
        return await Deliberation(
            crew: crew, settings: settings.drafting, count: count, rule: .agreement(agreement), races: races
        ) { run, drafts in
            let options = drafts.shortlist
            let needed = DraftWatch(count: count, rule: .agreement(agreement)).needed(for: agreement)
            if let leader = drafts.groups.leader, leader.members.count >= needed {
                run.record(
                    RunEvent.Selected(
                        options: options.map(\.text), probabilities: drafts.groups.ranked.map(drafts.groups.share),
                        chosen: 0, reason: "\(leader.members.count) of \(count) drafts agree"))
                return .take(options[0])
            }
            let (chosen, event) = try await choosing.choice(
                among: options, disagreement: drafts.groups.disagreement, in: run)
            run.record(event)
            return chosen.map { .take(options[$0]) } ?? .think(guidance: nil)
        }.conduct(start)
    }
}
