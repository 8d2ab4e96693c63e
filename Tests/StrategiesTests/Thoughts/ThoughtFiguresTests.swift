import Planning
import PlanningTesting
import Speculation
import Strategies
import Testing

/// What drafted thoughts save and lose, in virtual time, with figures like those of the paper for GSM8K: a verifier that
/// thinks for 26.5 s and is right at 96 % of the tasks, drafts of about 7 s, a choice of 0.7 s.
struct ThoughtFiguresTests {
    /// What happens at one task, whatever the strategy.
    private struct Luck {
        let drafts: [String]
        let draftTimes: [Double]
        let answer: String
        let thinking: Double
        /// What the verifier thinks of answers, right and wrong ones.
        let trustsRight: Bool
        let trustsWrong: Bool

        init(task: UInt64, draftIsRight: Double) {
            var random = SeededGenerator(seed: task &* 0x9e37_79b9)
            drafts = (0..<5).map { number in random.chance() < draftIsRight ? "42" : "\(100 + number)" }
            draftTimes = (0..<5).map { _ in 4 + 6 * random.chance() }
            answer = random.chance() < 0.96 ? "42" : "41"
            thinking = 16.5 + 20 * random.chance()
            trustsRight = random.chance() < 0.97
            trustsWrong = random.chance() < 0.05
        }
    }

    private struct Figures {
        var right = 0
        var seconds = 0.0
        var dollars = 0.0
    }

    private func figures(of strategy: some Strategy, tasks: ClosedRange<UInt64>, draftIsRight: Double) async -> Figures
    {
        var figures = Figures()
        for task in tasks {
            let luck = Luck(task: task, draftIsRight: draftIsRight)
            let clock = ManualClock()
            let log = EventLog()
            let verifier = ScriptedChooser(
                ScriptedAgent(
                    "verifier", delay: .seconds(luck.thinking), on: clock, cost: Money(nanodollars: 10_000_000)
                ) { _ in Action(text: luck.answer, answer: luck.answer) },
                delay: .milliseconds(700), on: clock, cost: Money(nanodollars: 1_000_000)
            ) { request in
                let answers = request.options.map { $0.answer ?? "" }
                let chosen =
                    luck.trustsRight ? answers.firstIndex(of: "42") : answers.firstIndex { $0 != "42" }
                let trust = answers.map { $0 == "42" ? luck.trustsRight : luck.trustsWrong }
                return Ballot(
                    shares: answers.indices.map { $0 == chosen ? 1 : 0 }, soundness: trust.map { $0 ? 0.95 : 0.05 },
                    votes: [chosen ?? 0])
            }
            let crew = Crew(
                drafter: TimedDrafter(luck: luck, clock: clock), verifier: verifier, environment: PlanOnlyEnvironment(),
                sink: log, clock: clock)
            let outcome = await inVirtualTime(on: clock) {
                await strategy.run(RunStart(header: .testing(seed: task)), with: crew)
            }
            let summary = RunSummary(log.events)
            figures.right += outcome.answer == "42" ? 1 : 0
            figures.seconds += summary.latency.seconds
            figures.dollars += summary.spend.known.dollars
        }
        return figures
    }

    private struct TimedDrafter: Agent {
        let luck: Luck
        let clock: ManualClock
        var label: String { "drafter" }

        func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
            let number = request.sampling?.number ?? 0
            return try await ScriptedAgent(
                "drafter", delay: .seconds(luck.draftTimes[number]), on: clock, cost: Money(nanodollars: 500_000)
            ) { _ in Action(text: luck.drafts[number], answer: luck.drafts[number]) }.propose(request, meter: meter)
        }
    }

    private func scot(_ race: ThoughtSettings.Race) -> SCoTStrategy { SCoTStrategy(ThoughtSettings(race: race)) }

    @Test func whereDraftsAreOftenRightItIsNearlyTwiceAsFastAndAsGood() async {
        let alone = await figures(of: SequentialStrategy(), tasks: 1...100, draftIsRight: 0.85)
        for race in [ThoughtSettings.Race.never, .always] {
            let scot = await figures(of: scot(race), tasks: 1...100, draftIsRight: 0.85)
            #expect(alone.seconds / scot.seconds >= 1.9, "\(alone) \(scot)")
            #expect(scot.right >= alone.right - 1, "\(alone) \(scot)")
            if race == .never { #expect(scot.dollars < alone.dollars, "\(alone) \(scot)") }
        }
    }

    @Test(arguments: [0, 0.1]) func whereDraftsAreWrongARaceLosesNoTime(draftIsRight: Double) async {
        let alone = await figures(of: SequentialStrategy(), tasks: 1...50, draftIsRight: draftIsRight)
        let scot = await figures(of: scot(.always), tasks: 1...50, draftIsRight: draftIsRight)
        #expect(scot.seconds <= 1.1 * alone.seconds, "\(alone) \(scot)")
        // It takes wrong answers for right ones at a twentieth of the tasks, and no more is lost.
        #expect(scot.right >= alone.right - 4, "\(alone) \(scot)")
    }
}
