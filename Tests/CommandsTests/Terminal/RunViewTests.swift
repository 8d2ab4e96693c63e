import Planning
import PlanningTesting
import Speculation
import Testing

@testable import Commands

/// The lines of a run, exactly.
struct RunViewTests {
    private let view = RunView(paint: Paint(isOn: false), width: 60)

    private func summary(_ kinds: RunEvent.Kind..., limits: Limits = Limits(steps: 20)) -> RunSummary {
        let header = RunHeader.testing(limits: limits)
        let all = [.started(header)] + kinds
        return RunSummary(
            all.enumerated().map { index, kind in
                RunEvent(run: header.run, sequence: index + 1, time: .milliseconds(100 * index), kind: kind)
            })
    }

    private func committed(
        _ position: Int, _ text: String, _ observation: Observation = .empty, by source: StepSource = .drafted
    ) -> RunEvent.Kind {
        .committed(
            .init(
                position: position, step: Step(action: Action(text: text), observation: observation), source: source,
                verifierTime: .milliseconds(400), verifierCost: Money(nanodollars: 2_000_000), executionTime: .zero))
    }

    private func drafted(_ position: Int, _ text: String) -> RunEvent.Kind {
        .drafted(.init(position: position, action: Action(text: text), thought: nil, confidence: nil, calls: []))
    }

    @Test func aRunInProgress() throws {
        let summary = summary(committed(1, "look"), drafted(2, "take the key"))
        #expect(view.heading(try #require(summary.header)) == "scripted  drafter ▸ verifier  λ 0.5 · dsp, lossless")
        #expect(summary.steps.map(view.committed) == ["✓   1  look  drafted, 100 ms"])
        #expect(summary.ahead.map(view.ahead) == ["·   2  take the key  drafted"])
        #expect(view.figures(summary, elapsed: .seconds(2)) == "  2 s · $0.00")
    }

    @Test func limitsStandBesideWhatIsUsed() {
        let limits = Limits(steps: 9, cost: Money(nanodollars: 500_000_000), time: .seconds(300))
        #expect(view.figures(summary(limits: limits), elapsed: .seconds(2)) == "  2 s of 5 min · $0.00 of $0.50")
    }

    @Test func anActionThatFailedShowsWhatCameBack() {
        let summary = summary(committed(1, "open\u{1b}[2J door", Observation("it is\nlocked", isError: true)))
        #expect(summary.steps.map(view.committed) == ["✗   1  open [2J door  drafted, 100 ms\n       it is locked"])
    }

    @Test(arguments: [1, 5, 12, 20, 33, 60, 200]) func noLineIsWiderThanTheTerminal(width: Int) {
        let view = RunView(paint: Paint(isOn: false), width: width)
        let long = String(repeating: "積み木 and words ", count: 40)
        let summary = summary(committed(1, long, Observation(long, isError: true)), drafted(2, long))
        var lines = summary.steps.flatMap { view.committed($0).split(separator: "\n").map(String.init) }
        lines += summary.ahead.map(view.ahead) + [view.figures(summary, elapsed: .seconds(2))]
        lines += summary.header.map { [view.heading($0)] } ?? []
        #expect(lines.allSatisfy { $0.columns <= max(width, 8) }, "\(lines)")
    }

    @Test func aLimitSaysHowToGoOn() {
        let run = RunHeader.testing().run
        let stopped = summary(
            committed(1, "look"), .finished(.init(status: .limit)), limits: Limits(steps: 1))
        #expect(view.footer(stopped).last == "to go on from step 2: outrider resume \(run) --max-steps 2")
        #expect("\(stopped.limitReached.map { "\($0)" } ?? "")".hasPrefix("the limit of 1 steps is reached"))
        let spent = LimitReached(kind: .cost, used: "$0.50", allowed: "$0.50")
        let limits = Limits(steps: 9, cost: Money(nanodollars: 500_000_000), time: .seconds(90))
        #expect(spent.raised(from: limits) == "--max-cost 1.00")
        #expect(LimitReached(kind: .time, used: "", allowed: "").raised(from: limits) == "--max-time 3m")
    }

    private func scored(_ position: Int, _ text: String, _ score: Double?, isKept: Bool, _ reason: String)
        -> RunEvent.Kind
    {
        .scored(
            .init(
                position: position, prefix: "0", action: Action(text: text), score: score,
                threshold: score.map { _ in 0.7 },
                isKept: isKept, reason: reason))
    }

    @Test func draftsThatStandWithoutTheVerifierAreExplained() throws {
        let wide = RunView(paint: Paint(isOn: false), width: 120)
        let summary = summary(
            drafted(1, "look"), scored(1, "look", 0.8214, isKept: true, "the score reaches the threshold"),
            committed(1, "look"), drafted(2, "go"), scored(2, "go", nil, isKept: false, "it follows an error"),
            committed(2, "stay"), .audited(.init(position: 1, action: Action(text: "listen"), agrees: false, calls: []))
        )
        #expect(wide.committed(summary.steps[0]) == "✓   1  look  kept, 300 ms")
        #expect(
            summary.steps.map(wide.assessment) == [
                "       kept: score 0.821, of 0.7, the score reaches the threshold; audited: the verifier would listen",
                "       verifier asked: it follows an error",
            ])
        #expect(wide.figures(summary, elapsed: .seconds(2)) == "  2 s · $0.00 · kept 1 of 2 drafts")
        let narrow = RunView(paint: Paint(isOn: false), width: 30)
        #expect(summary.steps.compactMap(narrow.assessment).allSatisfy { $0.columns <= 30 })
    }

    @Test func thatNobodyCheckedIsSaidOnlyWhereTheVerifierDecidedNothing() {
        let unchecked = "lossy: no verifier has checked these steps"
        #expect(RunView.warning(summary(committed(1, "look"), committed(2, "go"))) == unchecked)
        let search = summary(committed(1, "look", by: .verifier), committed(2, "go"))
        #expect(RunView.warning(search) == "lossy: 0 of 2 steps stand without the verifier")
    }

    @Test func theLossIsSaidWithItsBounds() throws {
        var kinds: [RunEvent.Kind] = []
        for position in 1...10 {
            kinds += [
                drafted(position, "go"), scored(position, "go", 0.9, isKept: position < 9, ""),
                committed(position, "go"),
            ]
        }
        func line(audits: Int, differing: Int) throws -> String {
            let audited = (1...max(audits, 1)).prefix(audits).map { position in
                RunEvent.Kind.audited(
                    .init(position: position, action: Action(text: "go"), agrees: position > differing, calls: []))
            }
            let header = RunHeader.testing()
            let all = ([.started(header)] + kinds + audited).enumerated().map { index, kind in
                RunEvent(run: header.run, sequence: index + 1, time: .zero, kind: kind)
            }
            return view.line(try #require(RunSummary(all).keeping))
        }
        #expect(
            try line(audits: 4, differing: 1) == "kept 8 of 10 drafts; audited 4, 1 differed: loss 25 % (95 %: 1–81 %)")
        #expect(try line(audits: 0, differing: 0) == "kept 8 of 10 drafts; none audited, so the loss is not known")
        #expect(
            try line(audits: 8, differing: 2)
                == "kept 8 of 10 drafts; audited 8, 2 differed: loss 25 % (all were audited)")
    }

    @Test func aRunThatGoesOnIsNotToBeResumed() {
        let summary = summary(committed(1, "look"))
        #expect(view.footer(summary, isLive: true).first == "running: 1 step in 100 ms, $0.00")
        #expect(!view.footer(summary, isLive: true).contains { $0.contains("resume") })
        #expect(view.footer(summary).last?.contains("outrider resume") == true)
    }

    @Test func aRunWhoseEndCouldNotBeRecordedStillHasOne() {
        let summary = summary(committed(1, "look"))
        let ended = summary.ended(
            by: RunOutcome(
                status: .failed, trajectory: summary.trajectory, answer: nil, error: Failure(.failure, "full")))
        #expect(ended.status == .failed)
        #expect(ended.error == "full")
        #expect(ended.steps.count == 1)
        #expect(
            ended.ended(by: RunOutcome(status: .finished, trajectory: Trajectory(), answer: "", error: nil)) == ended)
    }
}
