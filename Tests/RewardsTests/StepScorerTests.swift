import Foundation
import Planning
import Rewards
import Testing

struct StepScorerTests {
    /// Lessons of a made-up verifier: `put` is right after `take` and wrong else; two drafts of five are wrong.
    private func made(_ count: Int, seed: UInt64) -> [StepLesson] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            let before = Bool.random(using: &random) ? "take" : "put"
            let right = before == "take" ? "put" : "take"
            let isRight = random.chance() < 0.6
            let said = isRight ? right : before
            func action(_ tool: String) -> Action {
                Action(tool: tool, arguments: ["block": .string("b\(number % 7)")])
            }
            return StepLesson(
                task: "sort", trajectory: Trajectory([Step(action: action(before))]),
                proposal: Proposal(action: action(said)), isRight: isRight, better: isRight ? nil : action(right))
        }
    }

    private func quality(of scorer: StepScorer, on lessons: [StepLesson]) -> Quality {
        var quality = Quality()
        for lesson in lessons {
            quality.add(
                scorer.chance(of: lesson.proposal, after: lesson.trajectory, task: lesson.task), lesson.isRight)
        }
        return quality
    }

    private func taught(_ lessons: some Sequence<StepLesson>) -> StepScorer {
        var scorer = StepScorer()
        for lesson in lessons { scorer.learn(lesson) }
        return scorer
    }

    @Test func withoutVerdictsItKnowsNothing() {
        let proposal = Proposal(action: Action(text: "anything"))
        #expect(StepScorer().chance(of: proposal, after: Trajectory(), task: "t") == 0.5)
    }

    @Test(arguments: [1, 2, 3]) func onNewStepsItsLossFallsAsItLearns(seed: UInt64) {
        let fresh = made(300, seed: seed + 10)
        let losses = [0, 30, 300].map { quality(of: taught(made($0, seed: seed)), on: fresh).logLoss }
        #expect(losses[0] > losses[1] && losses[1] > losses[2], "\(losses)")
        #expect(losses[2] < 0.1)
    }

    @Test func equalLessonsGiveEqualScorers() {
        #expect(taught(made(100, seed: 1)) == taught(made(100, seed: 1)))
        #expect(taught(made(100, seed: 1)) != taught(made(100, seed: 2)))
    }

    @Test func aPairTeachesThatTheVerifiersStepIsBetter() {
        let wrong = Action(tool: "a"), right = Action(tool: "b")
        let lesson = StepLesson(
            task: "t", trajectory: Trajectory(), proposal: Proposal(action: wrong), isRight: false, better: right)
        var alone = lesson
        alone.better = nil
        let both = taught(repeatElement(lesson, count: 20)), verdicts = taught(repeatElement(alone, count: 20))
        func lead(_ scorer: StepScorer) -> Double {
            scorer.chance(of: Proposal(action: right), after: Trajectory(), task: "t")
                - scorer.chance(of: Proposal(action: wrong), after: Trajectory(), task: "t")
        }
        #expect(lead(both) > lead(verdicts))
    }

    @Test func nothingInAStepBreaksIt() {
        let trajectory = Trajectory([
            Step(
                action: Action(text: ""),
                observation: Observation(String(repeating: "é ", count: 100_000), isError: true))
        ])
        var scorer = StepScorer()
        for confidence in [nil, Double.nan, -3, 7] {
            let proposal = Proposal(
                action: Action(tool: "", arguments: ["": .null, "a": ["b": [1, 2]]], text: ""), confidence: confidence)
            let lesson = StepLesson(
                task: "", trajectory: trajectory, proposal: proposal, isRight: false, better: Action(text: "\u{0}"))
            for _ in 0..<100 { scorer.learn(lesson) }
            let chance = scorer.chance(of: proposal, after: trajectory, task: "")
            #expect((0.005...0.995).contains(chance))
        }
    }

    // MARK: - On recorded verdicts

    /// Steps of Tests/Fixtures/traces/react.jsonl: real drafts and what the verifier did. Seven tasks, three runs of
    /// each.
    private func recorded() throws -> [[StepLesson]] {
        struct Trace: Decodable {
            struct Side: Decodable { let action: String }
            struct Pair: Decodable { let drafter: Side, verifier: Side }
            let steps: [Pair]
            let taskID: String

            private enum CodingKeys: String, CodingKey { case steps, taskID = "task_id" }
        }
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/traces/react.jsonl").standardized
        let traces = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .map { try JSONDecoder().decode(Trace.self, from: Data($0.utf8)) }
        // The part behind the batch size names the task.
        return Dictionary(grouping: traces) { $0.taskID.split(separator: "_").last ?? "" }
            .sorted { $0.key < $1.key }.map {
                $0.value.flatMap { lessons(of: $0.steps.map { ($0.drafter.action, $0.verifier.action) }) }
            }
    }

    private func lessons(of steps: [(draft: String, verifier: String)]) -> [StepLesson] {
        var trajectory = Trajectory()
        return steps.compactMap { draft, verifier in
            defer { trajectory.append(Step(action: Action(tool: verifier))) }
            guard !draft.isEmpty else { return nil }
            return StepLesson(
                task: "image", trajectory: trajectory, proposal: Proposal(action: Action(tool: draft)),
                isRight: draft == verifier, better: draft == verifier ? nil : Action(tool: verifier))
        }
    }

    @Test func onRecordedTasksThatItHasNotSeenItIsBetterThanTheirShare() throws {
        let tasks = try recorded()
        #expect(tasks.count == 7)
        var held = Quality()
        // Each task is foreseen by a scorer that has learnt from all others.
        for place in tasks.indices {
            var others = tasks
            others.remove(at: place)
            let scorer = taught(others.joined())
            for outcome in quality(of: scorer, on: tasks[place]).outcomes { held.add(outcome.chance, outcome.isRight) }
        }
        #expect(held.outcomes.count == 150)
        #expect(held.logLoss < held.baseLoss, "\(held)")
        #expect(held.areaUnderCurve > 0.65, "\(held)")
    }
}
