import Planning
import PlanningTesting
import Testing

@testable import Strategies

struct SelectionRuleTests {
    let rule = SelectionRule(soundness: 0.5)

    private func choice(_ ballot: Ballot, among count: Int = 3, disagreement: Double = 0.5) -> Int? {
        rule.choice(ballot, among: count, disagreement: disagreement).chosen
    }

    private func ballot(_ votes: [Int?], soundness: [Double?] = [0.9, 0.9, 0.9]) -> Ballot {
        Ballot(shares: [0.4, 0.3, 0.2], soundness: soundness, votes: votes)
    }

    @Test func whatTheVerifierChoosesAndFindsRightIsTaken() {
        #expect(choice(ballot([1])) == 1)
        #expect(choice(ballot([1, 1])) == 1)
        #expect(choice(ballot([1, 0, 1])) == 1)
    }

    @Test func aChoiceThatDependsOnTheOrderIsNone() {
        #expect(choice(ballot([0, 1])) == nil)
        #expect(choice(ballot([0, 1, 2])) == nil)
        #expect(choice(ballot([0, nil])) == nil)
        #expect(rule.choice(ballot([0, 1]), among: 3, disagreement: 0).reason.contains("order"))
    }

    @Test func noneOfThemIsAnAnswer() {
        #expect(choice(ballot([nil, nil])) == nil)
        #expect(
            rule.choice(ballot([nil]), among: 3, disagreement: 0).reason
                == "the verifier says that none of them is right")
    }

    @Test(arguments: [3, 7, -1, .max, .min]) func anOptionThatDoesNotExistIsNoneAndSaidSo(option: Int) {
        let (chosen, reason) = rule.choice(ballot([1, option, 1]), among: 3, disagreement: 0)
        #expect(chosen == nil)
        #expect(reason.contains("does not exist") || reason.contains("no sense"))
    }

    @Test(arguments: [Double.nan, .infinity, -0.1, 1.5]) func figuresThatAreNoChancesAreNone(figure: Double) {
        #expect(choice(Ballot(shares: [figure, 0, 0], soundness: [1, 1, 1], votes: [0])) == nil)
        #expect(choice(Ballot(shares: [1, 0, 0], soundness: [figure, 1, 1], votes: [0])) == nil)
    }

    @Test func aBallotOfAnotherSizeIsNone() {
        #expect(choice(ballot([0]), among: 2) == nil)
        #expect(choice(ballot([])) == nil)
        #expect(choice(Ballot(shares: [1, 0, 0], soundness: [], votes: [0])) == nil)
    }

    @Test func whatIsProbablyWrongIsNotTaken() {
        #expect(choice(ballot([1], soundness: [0.9, 0.4, 0.9]), disagreement: 0) == nil)
        #expect(choice(ballot([1], soundness: [0.9, 0.5, 0.9]), disagreement: 0) == 1)
    }

    @Test func theMoreDraftsDifferTheSurerTheVerifierHasToBe() {
        #expect(rule.required(0) == 0.5)
        #expect(abs(rule.required(1) - 0.9) < 1e-12)
        #expect(SelectionRule(soundness: 1).required(1) == 1)
        #expect(choice(ballot([0], soundness: [0.8, nil, nil]), disagreement: 0.5) == 0)
        #expect(choice(ballot([0], soundness: [0.8, nil, nil]), disagreement: 1) == nil)
    }

    @Test func whereNobodyVouchesDraftsThatAllDifferAreNotTaken() {
        #expect(choice(ballot([0], soundness: [nil, nil, nil]), disagreement: 0.9) == 0)
        #expect(choice(ballot([0], soundness: [nil, nil, nil]), disagreement: 1) == nil)
    }

    @Test func troubleIsSaid() {
        var ballot = ballot([0, 0])
        ballot.trouble = "1 of 3 votes named no option"
        #expect(rule.choice(ballot, among: 3, disagreement: 0).reason.hasSuffix("(1 of 3 votes named no option)"))
    }
}
