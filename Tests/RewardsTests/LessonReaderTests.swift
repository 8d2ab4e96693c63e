import Planning
import PlanningTesting
import Rewards
import Synchronization
import Testing

struct LessonReaderTests {
    /// Events as a run would record them.
    private struct Story {
        var events: [RunEvent] = []

        init(task: String = "t") { add(.started(.testing(task: task))) }

        mutating func add(_ kind: RunEvent.Kind) {
            events.append(
                RunEvent(run: RunHeader.testing().run, sequence: events.count + 1, time: .zero, kind: kind))
        }

        mutating func draft(_ position: Int, _ text: String, confidence: Double? = nil) {
            add(
                .drafted(
                    .init(
                        position: position, action: Action(text: text), thought: nil, confidence: confidence, calls: [])
                ))
        }

        mutating func judge(_ position: Int, _ text: String, agrees: Bool?) {
            add(.judged(.init(position: position, action: Action(text: text), thought: nil, agrees: agrees, calls: [])))
        }

        mutating func keep(_ position: Int, _ text: String) {
            add(
                .scored(
                    .init(
                        position: position, prefix: "0", action: Action(text: text), score: 0.9, threshold: 0.7,
                        isKept: true, reason: "good")))
        }

        mutating func audit(_ position: Int, _ text: String, agrees: Bool) {
            add(.audited(.init(position: position, action: Action(text: text), agrees: agrees, calls: [])))
        }

        mutating func commit(_ position: Int, _ text: String) {
            add(
                .committed(
                    .init(
                        position: position, step: Step(action: Action(text: text)), source: .verifier,
                        verifierTime: .zero, verifierCost: nil, executionTime: .zero)))
        }
    }

    private func lesson(_ text: String, after steps: [String], better: String? = nil) -> StepLesson {
        StepLesson(
            task: "t", trajectory: Trajectory(steps.map { Step(action: Action(text: $0)) }),
            proposal: Proposal(action: Action(text: text)), isRight: better == nil,
            better: better.map { Action(text: $0) })
    }

    @Test func verdictsOnDraftsAreLessons() {
        var story = Story()
        story.draft(1, "a")
        story.judge(1, "a", agrees: true)
        story.commit(1, "a")
        story.draft(2, "x")
        story.judge(2, "b", agrees: false)
        story.commit(2, "b")
        #expect(
            LessonReader.lessons(of: story.events) == [lesson("a", after: []), lesson("x", after: ["a"], better: "b")])
    }

    @Test func aVerdictBehindAWrongStepIsNone() {
        var story = Story()
        story.draft(1, "x")
        story.draft(2, "y")
        story.judge(2, "y", agrees: true)
        story.judge(1, "a", agrees: false)
        story.commit(1, "a")
        story.draft(2, "z")
        story.judge(2, "b", agrees: false)
        story.commit(2, "b")
        #expect(
            LessonReader.lessons(of: story.events)
                == [lesson("x", after: [], better: "a"), lesson("z", after: ["a"], better: "b")])
    }

    @Test func aStepWithoutADraftTeachesNothing() {
        var story = Story()
        story.judge(1, "a", agrees: nil)
        story.commit(1, "a")
        #expect(LessonReader.lessons(of: story.events) == [])
    }

    @Test func whatStandsByItsScoreTeachesOnlyByItsAudit() {
        var story = Story()
        for (position, text) in [(1, "a"), (2, "b"), (3, "c")] {
            story.draft(position, text)
            story.keep(position, text)
            story.judge(position, text, agrees: true)
            story.commit(position, text)
        }
        #expect(LessonReader.lessons(of: story.events) == [])
        story.audit(2, "x", agrees: false)
        story.audit(3, "c", agrees: true)
        #expect(
            LessonReader.lessons(of: story.events)
                == [lesson("b", after: ["a"], better: "x"), lesson("c", after: ["a", "b"])])
    }

    @Test func anAuditMayComeBeforeItsStepIsCommitted() {
        var story = Story()
        story.draft(1, "a")
        story.keep(1, "a")
        story.audit(1, "a", agrees: true)
        story.commit(1, "a")
        #expect(LessonReader.lessons(of: story.events) == [lesson("a", after: [])])
    }

    @Test func howSureTheDrafterWasIsPartOfTheLesson() {
        var story = Story()
        story.draft(1, "a", confidence: 0.4)
        story.judge(1, "a", agrees: true)
        story.commit(1, "a")
        #expect(LessonReader.lessons(of: story.events).first?.proposal.confidence == 0.4)
    }

    @Test func eventsFromNowhereBreakNothing() {
        var story = Story()
        story.audit(7, "x", agrees: false)
        story.audit(0, "x", agrees: false)
        story.audit(-1, "x", agrees: true)
        story.judge(-3, "x", agrees: true)
        story.add(.resumed(.init(steps: 5, resumedAt: 0)))
        #expect(LessonReader.lessons(of: story.events) == [])
    }

    @Test func aSinkTeachesWhileTheRunGoesOnAndPassesEverythingOn() async throws {
        let reward = LearnedReward()
        let log = EventLog()
        let sink = LessonSink(reward, from: Trajectory([Step(action: Action(text: "a"))]), of: "t", passingTo: log)
        var story = Story()
        story.draft(2, "b")
        story.judge(2, "b", agrees: true)
        story.commit(2, "b")
        for event in story.events.dropFirst() { sink.record(event) }
        try await sink.flush()
        #expect(reward.lessons == 1)
        #expect(log.events == Array(story.events.dropFirst()))
    }
}
