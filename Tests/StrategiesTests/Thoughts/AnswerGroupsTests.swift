import Planning
import Testing

@testable import Strategies

struct AnswerGroupsTests {
    private func groups(_ answers: String...) -> AnswerGroups {
        var groups = AnswerGroups()
        for (number, answer) in answers.enumerated() { groups.add(.answer(GivenAnswer(answer)), from: number) }
        return groups
    }

    @Test func draftsThatSayTheSameInOtherWordsAreOneGroup() {
        let groups = groups("0.5", "7", "1/2", "\\frac{1}{2}", "7 apples")
        #expect(groups.ranked.map(\.members) == [[0, 2, 3], [1, 4]])
        #expect(groups.leader?.members == [0, 2, 3])
        #expect(groups.leader.map(groups.share) == 0.6)
    }

    @Test func ofEqualGroupsTheFirstLeads() {
        #expect(groups("b", "a", "a", "b").ranked.map(\.members) == [[0, 3], [1, 2]])
    }

    @Test func disagreementGoesFromNothingToAll() {
        #expect(AnswerGroups().disagreement == 0)
        #expect(groups("1").disagreement == 0)
        #expect(groups("1", "1", "1").disagreement == 0)
        #expect(groups("1", "2", "3").disagreement == 1)
        let partly = groups("1", "1", "1", "2").disagreement
        #expect(partly > 0.3 && partly < 0.5)
    }

    @Test(arguments: 0...6, 0...6) func theLeaderIsDecidedWhenNobodyCanCatchUp(ones: Int, twos: Int) {
        var groups = AnswerGroups()
        for number in 0..<ones { groups.add(.answer(GivenAnswer("1")), from: number) }
        for number in 0..<twos { groups.add(.answer(GivenAnswer("2")), from: 10 + number) }
        let (most, least) = (max(ones, twos), min(ones, twos))
        for remaining in 0...4 {
            #expect(groups.isDecided(remaining: remaining) == (most > least + remaining))
        }
    }

    @Test func plansWithoutAnAnswerAgreeWhenTheirStepsDo() {
        let pick = Action(tool: "pick", arguments: ["a": "x"])
        let end = Action(tool: "end", answer: "")
        #expect(ThoughtAnswer([pick, end]).agrees(with: ThoughtAnswer([pick, end])))
        #expect(!ThoughtAnswer([pick, end]).agrees(with: ThoughtAnswer([end])))
        #expect(!ThoughtAnswer([pick]).agrees(with: ThoughtAnswer([Action(text: "done", answer: "5")])))
    }
}
