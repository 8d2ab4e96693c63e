@testable import Control
import Foundation
import Planning
@testable import PlanningTesting
import Testing

struct ExperienceTests {
    /// Made-up lives: each a run with decisions between what happened.
    private static func episode(_ seed: UInt64, name: String? = nil, at time: Int64? = nil) -> Episode {
        Episode(
            name: name ?? "run-\(seed)", startedAt: time ?? Int64(seed),
            outcomes: DepthExperience(seed: seed, tasks: 1).outcomes)
    }

    private let experience = Experience((1...6).map { Self.episode($0) }, tools: ["search", "look"])

    @Test(arguments: 1...20) func whatIsStoredIsReadBackAsItWas(seed: UInt64) throws {
        let experience = Experience([Self.episode(seed), Self.episode(seed + 100)], tools: ["a", "ü"])
        let text = experience.state.canonical
        let again = try Experience(state: JSONValue(parsing: text))
        #expect(again.state.canonical == text)
        #expect(again.labels == experience.labels)
        #expect(again.episodes.map(\.name) == experience.episodes.map(\.name))
        #expect(again.tools == experience.tools)
        #expect(again.isSound)
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
        let outcomes: [DepthOutcome] = [
            .started(TaskFeatures(agent: "cook", task: "cut the bread"), committed: 2), .rode(depth: 4),
            .drafted(draft, figures), .verified(position: 3, unpriced), .verificationCancelled(position: 4, figures),
            .draftCancelled(position: 5, unpriced), .compared(draft, agrees: true), .compared(bare, agrees: false),
            .censored(bare),
            .committed(
                CommitFigures(position: 3, tool: .text, seconds: 2.5, verification: figures, executing: 0.125)),
            .ended(steps: 3, finished: false),
        ]
        #expect(try outcomes.map { try DepthOutcome(json: $0.json) } == outcomes)
        #expect(outcomes.allSatisfy { $0.isSound })
    }

    static let foreign: [JSONValue] = [
        nil, 5, "text", [], [:], ["tools": [], "episodes": [5]], ["tools": [], "episodes": [[:]]],
        ["tools": [], "episodes": [["run": "r", "started_ms": 1, "outcomes": [["flew", 3]]]]],
        ["tools": [], "episodes": [["run": "r", "started_ms": 1, "outcomes": [["rode", -3]]]]],
        ["tools": [], "episodes": [["run": "r", "started_ms": 1, "outcomes": [["rode", 1e300]]]]],
        ["tools": [], "episodes": [["run": "r", "started_ms": 1, "outcomes": [["rode", 3, 3]]]]],
        ["tools": [], "episodes": [["run": "r", "started_ms": 1, "outcomes": [["rode"]]]]],
        ["tools": [], "episodes": [["run": "r", "started_ms": 1, "outcomes": [["verified", 1, -1, nil, 0, 0]]]]],
        ["tools": [], "episodes": [["run": "r", "started_ms": 1, "outcomes": [["verified", 1, "1", nil, 0, 0]]]]],
        ["tools": [], "episodes": [["run": "r", "started_ms": 1, "outcomes": [["started", 0, 1, [-1]]]]]],
    ]

    @Test(arguments: foreign) func foreignDataIsRefused(_ state: JSONValue) {
        #expect(throws: (any Error).self) { try Experience(state: state) }
    }

    @Test func figuresThatNoRunCanHaveAreUnsound() {
        for figures in [
            CallFigures(seconds: .nan), CallFigures(seconds: -1), CallFigures(seconds: 1, dollars: .infinity),
        ] {
            let episode = Episode(name: "r", startedAt: 1, outcomes: [.verified(position: 1, figures)])
            #expect(!Experience([episode]).isSound)
        }
    }

    @Test(arguments: ControllerName.allCases) func aControllerKnowsAfterwardsWhatItWouldKnowHadItBeenThere(
        name: ControllerName
    ) throws {
        let settings = ControllerSettings(lambda: .balanced, seed: 5)
        var present = name.controller(settings)
        for episode in experience.episodes {
            for outcome in episode.outcomes {
                present.observe(outcome)
                if let training = present.takeTraining() { present.adopt(training()) }
            }
        }
        var later = name.controller(settings)
        later.learn(from: experience)
        let context = DepthExperience(seed: 1).context(frontier: 3, drafts: 1)
        #expect(later.decide(context) == present.decide(context))
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

    @Test func twoThatLearntAtOnceKeepBoth() {
        let (mine, theirs) = (Self.episode(21), Self.episode(22))
        let merged = experience.adding(mine).merged(with: experience.adding(theirs), base: experience)
        #expect(merged.episodes == experience.episodes + [mine, theirs])
        #expect(merged == experience.adding(theirs).merged(with: experience.adding(mine), base: experience))
        #expect(merged.merged(with: merged, base: nil) == merged)
    }

    @Test func theOldestMakeRoomForTheNewest() {
        let long = (1...30).map { number in
            Episode(
                name: "\(number)", startedAt: Int64(number),
                outcomes: Array(repeating: .rode(depth: 1), count: Experience.capacity / 10))
        }
        let kept = Experience(long.shuffled()).episodes
        #expect(kept.map(\.name) == (21...30).map { "\($0)" })
        // A single run that is longer than all the room is kept whole.
        let endless = Episode(
            name: "x", startedAt: 99, outcomes: Array(repeating: .rode(depth: 1), count: Experience.capacity * 2))
        #expect(Experience(long + [endless]).episodes.map(\.name) == ["x"])
    }

    @Test func whatFadesFadesFromItsOldEnd() {
        #expect(experience.decayed(to: 0.5).episodes.map(\.name) == ["run-4", "run-5", "run-6"])
        #expect(experience.decayed(to: 0.01).episodes.map(\.name) == ["run-6"])
        #expect(experience.decayed(to: 0).episodes.isEmpty)
        #expect(experience.decayed(to: 1) == experience)
        #expect(experience.decayed(to: .nan).episodes.count <= experience.episodes.count)
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
        let digest = Experience([Episode(name: "r", startedAt: 1, outcomes: outcomes)], tools: ["cut"]).digest
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
        let reference = Experience([Episode(name: "r", startedAt: 1, outcomes: outcomes)]).reference
        #expect(Preference.valueOfTime(value).lambda(at: reference).value == 0.75)
        #expect(Preference.valueOfTime(value).lambda(at: nil) == .balanced)
        var meter = StepMeter(.valueOfTime(value))
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
