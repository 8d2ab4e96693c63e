import Planning
import PlanningTesting
import Speculation
import Testing

@testable import Strategies

struct ReflectionRuleTests {
    private let rule = ReflectionRule(settings: DelegationSettings())
    private let look = Action(tool: "look", arguments: ["at": "a"])

    private func reason(_ action: Action, thought: String? = nil, after steps: [Step] = []) -> String? {
        rule.reason(toDelegate: Proposal(action: action, thought: thought), after: Trajectory(steps))
    }

    @Test(arguments: [
        "Wait, that is wrong.", "so — hold  on!", "Let me check", "I should THINK AGAIN", "Alternatively, b",
    ])
    func wordsOfReflectionGoToTheVerifier(thought: String) {
        #expect(reason(look, thought: thought) != nil)
        #expect(reason(Action(text: thought)) != nil)
    }

    @Test(arguments: ["", "the waiter holds on to it", "checkmate", "Anotherness", "take a", "…"])
    func otherWordsDoNot(thought: String) {
        #expect(reason(look, thought: thought) == nil)
    }

    @Test func whatAToolIsCalledWithIsNoThought() {
        #expect(reason(Action(tool: "search", arguments: ["for": "wait"], text: "search for wait")) == nil)
    }

    @Test func aCallThatWasMadeBeforeIsReflection() {
        let other = Action(tool: "look", arguments: ["at": "b"])
        #expect(reason(look, after: [Step(action: look), Step(action: other)]) == "it repeats an earlier step")
        #expect(reason(look, after: [Step(action: other)]) == nil)
    }

    @Test func afterReversalsInARowTheVerifierGoesOnForOneMore() {
        let reversal = Step(action: Action(text: "wait, no"))
        let plain = Step(action: Action(text: "take a"))
        #expect(reason(look, after: [reversal]) == nil)
        #expect(reason(look, after: [reversal, reversal]) == "it follows 2 steps of reflection")
        #expect(reason(look, after: [reversal, reversal, plain]) == nil)
        let error = Step(action: plain.action, observation: Observation("", isError: true))
        #expect(reason(look, after: [reversal, error]) == "it follows 2 steps of reflection")
    }

    @Test func withoutWordsAndReversalsOnlyRepetitionsCount() {
        let rule = ReflectionRule(settings: DelegationSettings(doubting: [], checking: ["", "  "], reversals: 0))
        let doubt = Proposal(action: Action(text: "wait, check again"), thought: nil)
        #expect(rule.reason(toDelegate: doubt, after: Trajectory([Step(action: doubt.action)])) == nil)
    }

    @Test func theDrafterDoesTheWorkAndTheVerifierTheDoubting() async {
        let cast = GatedCast(draft: { request in
            let next = request.trajectory.count + 1
            return next == 3 ? Action(text: "wait, what comes next?") : GatedCast.number(next, ends: next == 6)
        })
        let outcome = await cast.run(DelegateStrategy())
        #expect(outcome.numbers == [1, 2, 3, 4, 5, 6])
        #expect(cast.summary.steps.map(\.isKept) == [true, true, false, true, true, true])
    }
}
