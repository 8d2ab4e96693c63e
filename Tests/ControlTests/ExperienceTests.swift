@testable import Control
import Foundation
import Planning
@testable import PlanningTesting
import Testing

struct ExperienceTests {
    /// A made-up run, with decisions between what happened.
    private static func episode(_ seed: UInt64) -> Episode {
        Episode(name: "run-\(seed)", identity: "models", outcomes: DepthExperience(seed: seed, tasks: 1).outcomes)
    }

    private let experience = Experience((1...6).map { Self.episode($0) }, tools: ["search", "look"])

    @Test(arguments: 1...20) func whatIsStoredIsReadBackAsItWas(seed: UInt64) throws {
        let named = Episode(
            name: "named", identity: "m",
            outcomes: [.compared(DraftFeatures(position: 1, tool: ToolMark("ü")), agrees: true)])
        let experience = Experience([Self.episode(seed), Self.episode(seed + 100), named], tools: ["a", "ü"])
        // Of the names of tools those are kept that occur.
        #expect(experience.tools == ["ü"])
        let text = experience.state.canonical
        let again = try Experience(state: JSONValue(parsing: text))
        #expect(again.state.canonical == text)
        #expect(again.labels == experience.labels)
        #expect(again.episodes.map(\.name) == experience.episodes.map(\.name))
        #expect(again.tools == experience.tools)
        // Figures are kept to a millionth of a second and a billionth of a dollar.
        for (one, other) in zip(again.episodes, experience.episodes) {
            #expect(one.outcomes.map(\.json) == other.outcomes.map(\.json))
        }
    }

    @Test func everyKindOfOutcomeIsReadBackExactly() throws {
        let draft = DraftFeatures(
            position: 3, tool: ToolMark("cut"), previousTool: .text, confidence: 0.25, isRemembered: true,
            finishes: true, verdicts: RecentVerdicts(code: 17), cluster: 99)
        let bare = DraftFeatures(position: 1)
        let figures = CallFigures(seconds: 1.25, dollars: 0.000_000_125, promptTokens: 7, generatedTokens: 9)
        let unpriced = CallFigures(seconds: 0)
        let helped = CallFigures(
            seconds: 0.5, dollars: 0.25, promptTokens: 7, generatedTokens: 9, unaided: .init(seconds: 2, dollars: 1))
        let free = CallFigures(seconds: 0.5, unaided: .init(seconds: 2, dollars: nil))
        let outcomes: [DepthOutcome] = [
            .started(TaskFeatures(agent: "cook", task: "cut the bread"), committed: 2), .rode(depth: 4),
            .drafted(draft, figures), .verified(position: 3, unpriced), .verified(position: 3, free),
            .verificationCancelled(position: 4, figures),
            .draftCancelled(position: 5, unpriced), .compared(draft, agrees: true), .compared(bare, agrees: false),
            .censored(bare),
            .committed(
                CommitFigures(position: 3, tool: .text, seconds: 2.5, verification: figures, executing: 0.125)),
            .committed(CommitFigures(position: 3, tool: .text, seconds: 2.5, verification: helped)),
            .ended(steps: 3, finished: false),
        ]
        #expect(try outcomes.map { try DepthOutcome(json: $0.json) } == outcomes)
        #expect(outcomes.allSatisfy { $0.isSound })
    }

    static let foreign: [JSONValue] = [
        nil, 5, "text", [], [:], ["tools": [], "episodes": [5]], ["tools": [5], "episodes": []],
        ["tools": [], "episodes": [[:]]],
        ["tools": [], "episodes": [["run": "r", "models": "m", "outcomes": [["flew", 3]]]]],
        ["tools": [], "episodes": [["run": "r", "models": "m", "outcomes": [["rode", -3]]]]],
        ["tools": [], "episodes": [["run": "r", "models": "m", "outcomes": [["rode", 1e300]]]]],
        ["tools": [], "episodes": [["run": "r", "models": "m", "outcomes": [["rode", 3, 3]]]]],
        ["tools": [], "episodes": [["run": "r", "models": "m", "outcomes": [["verified", 1, 1, nil, 0, 0, 5]]]]],
        ["tools": [], "episodes": [["run": "r", "models": "m", "outcomes": [["rode"]]]]],
        ["tools": [], "episodes": [["run": "r", "models": "m", "outcomes": [["verified", 1, -1, nil, 0, 0]]]]],
        ["tools": [], "episodes": [["run": "r", "models": "m", "outcomes": [["verified", 1, "1", nil, 0, 0]]]]],
        ["tools": [], "episodes": [["run": "r", "models": "m", "outcomes": [["started", 0, 1, [512]]]]]],
    ]

    @Test(arguments: foreign) func foreignDataIsRefused(_ state: JSONValue) {
        #expect(throws: (any Error).self) { try Experience(state: state) }
    }

    @Test(
        arguments: [
            CallFigures(seconds: .nan), CallFigures(seconds: -1), CallFigures(seconds: 1e305),
            CallFigures(seconds: 1, dollars: .infinity), CallFigures(seconds: 1, dollars: -1),
        ])
    func whatNoRunCanHaveSeenIsLeftOutAndTheRestStands(figures: CallFigures) throws {
        let sound = DepthOutcome.verified(position: 2, CallFigures(seconds: 1))
        let episode = Episode(name: "r", identity: "m", outcomes: [.verified(position: 1, figures), sound])
        #expect(episode.outcomes == [sound])
        #expect(try Experience(state: Experience([episode]).state) == Experience([episode]))
    }

    /// Those whose decisions leave no trace in what they know.
    @Test(arguments: [ControllerName.threshold, .dsp, .ucb, .fixed, .off])
    func aControllerKnowsAfterwardsWhatItWouldKnowHadItBeenThere(name: ControllerName) throws {
        let settings = ControllerSettings(lambda: .balanced, seed: 5)
        var present = name.controller(settings)
        var log: [DepthOutcome] = []
        for moment in DepthExperience(seed: 9).moments {
            switch moment {
            case .decision(let context):
                let depth = present.decide(context).depth
                present.observe(.rode(depth: depth))
                log.append(.rode(depth: depth))
            case .outcome(let outcome):
                present.observe(outcome)
                log.append(outcome)
                if let training = present.takeTraining() { present.adopt(training()) }
            }
        }
        var later = name.controller(settings)
        later.learn(from: Experience([Episode(name: "r", identity: "m", outcomes: log)]))
        let context = DepthExperience(seed: 1).context(frontier: 3, drafts: 1)
        #expect(later.decide(context).acceptance == present.decide(context).acceptance)
        #expect(later.decide(context).threshold == present.decide(context).threshold)
    }

    @Test func experienceMakesADifferenceAtTheFirstStep() {
        let context = DepthExperience(seed: 1).context(frontier: 1, drafts: 0)
        var fresh = ThresholdDepth(.lambda(.balanced), seed: 5)
        var experienced = fresh
        experienced.learn(from: experience)
        #expect(fresh.decide(context).acceptance != experienced.decide(context).acceptance)
    }

    @Test func banditsLearnFromRunsThatOthersSteered() {
        var arms = DepthArms(.lambda(.balanced))
        let verification = CallFigures(seconds: 4, dollars: 1)
        for outcome in [
            DepthOutcome.started(TaskFeatures(), committed: 0), .rode(depth: 2), .verified(position: 1, verification),
            .committed(CommitFigures(position: 1, tool: .text, seconds: 2, verification: verification)),
            .verified(position: 2, verification),
            .committed(CommitFigures(position: 2, tool: .text, seconds: 2, verification: verification)),
            .ended(steps: 2, finished: true),
        ] { _ = arms.observe(outcome) }
        #expect(arms.objective(of: 2) == 0.75)
        #expect(arms.objective(of: 0) == nil)
    }

    @Test func whatADraftHasHelpedIsMeasuredAgainstCallsWithoutHelp() {
        let verification = CallFigures(seconds: 1, dollars: 0.25, unaided: .init(seconds: 4, dollars: 1))
        let outcomes: [DepthOutcome] = [
            .started(TaskFeatures(), committed: 0), .rode(depth: 2), .verified(position: 1, verification),
            .committed(CommitFigures(position: 1, tool: .text, seconds: 1, verification: verification)),
            .verified(position: 2, verification),
            .committed(CommitFigures(position: 2, tool: .text, seconds: 1, verification: verification)),
            .ended(steps: 2, finished: true),
        ]
        var arms = DepthArms(.lambda(.balanced))
        for outcome in outcomes { _ = arms.observe(outcome) }
        // A quarter of the time at a quarter of the price.
        #expect(arms.objective(of: 2) == 0.25)
        let experience = Experience([Episode(name: "r", identity: "m", outcomes: outcomes)])
        #expect(experience.reference == Reference(seconds: 4, dollars: 1))
    }

    @Test func aRoundCountsForTheDepthAtWhichItWasRidden() {
        let verification = CallFigures(seconds: 4, dollars: 1)
        func committed(_ position: Int, after seconds: Double) -> [DepthOutcome] {
            [
                .verified(position: position, verification),
                .committed(
                    CommitFigures(position: position, tool: .text, seconds: seconds, verification: verification)),
            ]
        }
        var arms = DepthArms(.lambda(.balanced))
        let outcomes: [DepthOutcome] =
            [.rode(depth: 3)] + committed(1, after: 4) + [.rode(depth: 1)] + committed(2, after: 2)
            + committed(3, after: 2) + [.rode(depth: 8)] + committed(4, after: 4) + [.ended(steps: 4, finished: true)]
        for outcome in outcomes { _ = arms.observe(outcome) }
        // The round at depth 3 was broken off, and 8 is none of the arms.
        #expect(arms.objective(of: 3) == nil)
        #expect(arms.objective(of: 1) == 0.75)
        // A task of one's own begins with a choice of one's own.
        _ = arms.observe(.started(TaskFeatures(), committed: 0))
        #expect(arms.current == nil)
    }

    @Test func exp3DoesNotBlameADepthThatItDidNotDraw() {
        let verification = CallFigures(seconds: 4, dollars: 1)
        let good = (1...60).flatMap { number -> [DepthOutcome] in
            [
                .rode(depth: 3), .verified(position: number, verification),
                .committed(CommitFigures(position: number, tool: .text, seconds: 1, verification: verification)),
            ]
        }
        let context = DepthExperience(seed: 1).context(frontier: 1, drafts: 0)
        let drawn = (1...60).map { (seed: UInt64) -> Int in
            var controller = EXP3Depth(.lambda(.balanced), seed: seed)
            controller.learn(from: Experience([Episode(name: "r", identity: "m", outcomes: good)]))
            return controller.decide(context).depth
        }
        #expect(drawn.contains(3))
    }

    @Test func aRunThatIsToldTwiceCountsOnce() {
        let again = experience.adding(Self.episode(2), tools: ["taste"])
        #expect(again.episodes.map(\.name) == ["run-1", "run-3", "run-4", "run-5", "run-6", "run-2"])
    }

    @Test func theOldestMakeRoomForTheNewest() {
        func episode(_ name: Int, length: Int) -> Episode {
            Episode(
                name: "\(name)", identity: "m",
                outcomes: [.started(TaskFeatures(cluster: 7), committed: 0)]
                    + (1..<length).map { .rode(depth: $0) })
        }
        let many = (1...30).map { episode($0, length: Experience.capacity / 10) }
        #expect(Experience(many).episodes.map(\.name) == (21...30).map { "\($0)" })
        // Of a run that is longer than all the room its beginning and its end are kept.
        let endless = episode(99, length: Experience.capacity * 2)
        #expect(endless.outcomes.count == Experience.capacity)
        #expect(endless.outcomes.first == .started(TaskFeatures(cluster: 7), committed: 0))
        #expect(endless.outcomes.last == .rode(depth: Experience.capacity * 2 - 1))
        #expect(Experience(many + [endless]).episodes.map(\.name) == ["99"])
    }

    @Test func theDigestSaysWhatAPersonWantsToKnow() throws {
        let draft = DraftFeatures(position: 1, tool: ToolMark("cut"))
        let outcomes: [DepthOutcome] = [
            .drafted(draft, CallFigures(seconds: 1, dollars: 0.1)),
            .verified(position: 1, CallFigures(seconds: 4, dollars: 2)),
            .compared(draft, agrees: true), .compared(draft, agrees: true), .compared(draft, agrees: false),
            .compared(DraftFeatures(position: 2, tool: ToolMark("gone")), agrees: true),
            .verificationCancelled(position: 2, CallFigures(seconds: 1, dollars: 1)),
        ]
        let digest = Experience([Episode(name: "r", identity: "m", outcomes: outcomes)], tools: ["cut"]).digest
        #expect(digest.acceptance == 0.75)
        #expect(digest.tools == [.init(tool: "cut", right: 2, wrong: 1)])
        #expect(digest.draftTime == 1)
        #expect(digest.verifierTime == 4)
        #expect(digest.draftCost == 0.1)
        #expect(digest.verifierCost == 2)
        #expect(digest.chargedPart == 0.5)
    }

    @Test func whatTimeIsWorthIsWeighedAgainstWhatWasSeen() throws {
        let value = try #require(ValueOfTime("$3600/h"))
        let outcomes: [DepthOutcome] = [.verified(position: 1, CallFigures(seconds: 3, dollars: 1))]
        let reference = Experience([Episode(name: "r", identity: "m", outcomes: outcomes)]).reference
        #expect(Preference.valueOfTime(value).lambda(at: reference).value == 0.75)
        #expect(Preference.valueOfTime(value).lambda(at: nil) == .balanced)
        // As long as a price is unknown nothing can be weighed.
        let unpriced: [DepthOutcome] = [.verified(position: 1, CallFigures(seconds: 3))]
        #expect(Experience([Episode(name: "r", identity: "m", outcomes: unpriced)]).reference == nil)
        var meter = StepMeter(.valueOfTime(value))
        #expect(meter.lambda == 0.5)
        _ = meter.observe(.verified(position: 1, CallFigures(seconds: 3)))
        #expect(meter.lambda == 0.5)
        _ = meter.observe(.verified(position: 1, CallFigures(seconds: 3, dollars: 1)))
        #expect(meter.lambda == 0.75)
    }
}

extension DepthExperience {
    fileprivate var outcomes: [DepthOutcome] {
        moments.compactMap { if case .outcome(let outcome) = $0 { outcome } else { nil } }
    }
}
