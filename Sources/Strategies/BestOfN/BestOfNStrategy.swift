public import Planning
public import Speculation

/// The best of n drafts by a reward model that scores every step of them; if told so, the verifier is asked about the
/// best one. Lossy: what is taken was decided by the reward model. Where nothing can be scored, the verifier
/// answers itself.
public struct BestOfNStrategy: Strategy {
    public static let name = "best-of-n"
    public static let guarantee = Guarantee.lossy

    private let settings: BestOfNSettings

    /// Drafts and scores as `settings` say.
    public init(_ settings: BestOfNSettings = BestOfNSettings()) {
        self.settings = settings
    }

    public func run(_ start: RunStart, with crew: Crew) async -> RunOutcome {
        let settings = settings
        let choosing = Choosing(
            crew: crew, rule: SelectionRule(soundness: settings.soundness),
            patience: Patience(seconds: 60, on: crew.clock))
        return await Deliberation(
            crew: crew, settings: settings.drafting, count: settings.drafting.drafts ?? 8, rule: .all
        ) { run, drafts in
            guard let rewards = crew.rewards else {
                throw StrategyError.exhausted(
                    "best-of-n chooses by a reward model, and there is none; name one with --reward")
            }
            let options = drafts.shortlist
            let rating = DraftRating(run: run, rewards: rewards, start: run.trajectory)
            let rated = try await rating.rate(options, by: settings.combination)
            var event = RunEvent.Selected(
                options: options.map(\.text), probabilities: rated.scores.map { $0 ?? 0 }, chosen: rated.best,
                reason: rated.reason, calls: rated.calls)
            if let best = rated.best, settings.isJudged {
                let (chosen, judgement) = try await choosing.choice(among: [options[best]], disagreement: 0, in: run)
                event.chosen = chosen == nil ? nil : best
                event.reason += "; \(judgement.reason)"
                event.calls += judgement.calls
            }
            run.record(event)
            return event.chosen.map { .take(options[$0]) } ?? .think(guidance: nil)
        }.conduct(start)
    }
}
