import Planning
import Speculation
import Testing

@testable import Strategies

struct WorkspaceTests {
    private func drafts(_ answers: String...) -> Drafts {
        var drafts = Drafts(count: answers.count)
        for (number, answer) in answers.enumerated() {
            var rollout = Rollout(number: number)
            rollout.steps = [
                ChosenStep(Action(text: "so it is", answer: answer), observation: .empty, source: .drafted, calls: [])
            ]
            rollout.thoughts = ["thought \(number)"]
            rollout.end = .finished
            drafts.rollouts.append(rollout)
            drafts.groups.add(rollout.answer, from: number)
        }
        return drafts
    }

    @Test func whatMostDraftsSayStandsFirst() throws {
        let text = Workspace(drafts("7", "42", "42"), tokens: 500).text
        let first = try #require(text.firstRange(of: "2 of 3: 42")?.lowerBound)
        let second = try #require(text.firstRange(of: "1 of 3: 7")?.lowerBound)
        #expect(first < second)
        #expect(text.contains("2 different ends"))
        #expect(text.contains("Because: thought 1"))
    }

    @Test(arguments: [1, 10, 50]) func itIsNoLongerThanItMayBe(tokens: Int) {
        let text = Workspace(drafts("é", "ü", "🧱"), tokens: tokens).text
        #expect(text.utf8.count <= tokens * 4)
        #expect(!text.isEmpty)
    }
}
