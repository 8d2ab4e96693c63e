import Planning
import PlanningTesting
import Speculation
import Testing

@testable import Strategies

struct DeferralRuleTests {
    private let rule = DeferralRule(settings: DeferralSettings())

    @Test func aDraftIsDeferredExactlyWhereTheLossSparedIsWorthThePrice() {
        for confidence in stride(from: 0.0, through: 1, by: 0.05) {
            for loss in [0, 0.2, 0.5, 1.0] {
                for price in [0, 0.25, 0.5, 1.0] {
                    let defers = rule.defers(confidence: confidence, loss: loss, price: price)
                    #expect(defers == ((1 - confidence) * loss >= 0.1 * price))
                    let threshold = rule.threshold(loss: loss, price: price)
                    #expect(0...1 ~= threshold)
                    if confidence > threshold + 1e-9, loss > 0 { #expect(!defers) }
                    if confidence < threshold - 1e-9 { #expect(defers) }
                }
            }
        }
    }

    @Test(arguments: [Double.nan, -1, 1.5, .infinity]) func whatIsNoConfidenceIsDeferred(confidence: Double) {
        #expect(rule.defers(confidence: confidence, loss: 0, price: 1))
    }

    @Test func lookingIsCheapAndTheLastStepIsNot() {
        let look = Action(tool: "read", arguments: [:])
        #expect(rule.loss(of: look, .allowed) == 0.2)
        #expect(rule.loss(of: look, .refused(reason: "")) == 1)
        #expect(rule.loss(of: Action(text: "think"), .unneeded) == 1)
        #expect(rule.loss(of: Action(tool: "finish", arguments: [:], answer: "4"), .allowed) == 1)
    }

    @Test func aDrafterThatDoesNotSayHowSureItIsIsNotTrusted() async {
        let cast = GatedCast(mistakes: [2])
        let outcome = await cast.run(CascadeStrategy())
        #expect(outcome.numbers == [1, 2, 3, 4, 5, 6])
        #expect(cast.scores.allSatisfy { !$0.isKept && $0.reason.contains("does not say") })
    }

    @Test func aDrafterThatIsSureWhereItIsRightSparesTheVerifier() async {
        let cast = GatedCast(mistakes: [2, 4])
        var crew = cast.crew
        crew.drafter = Sure(agent: crew.drafter)
        let (start, all) = (RunStart(header: .testing()), crew)
        let outcome = await inVirtualTime(on: cast.clock) { await CascadeStrategy().run(start, with: all) }
        #expect(outcome.numbers == [1, 2, 3, 4, 5, 6])
        #expect(cast.summary.steps.map(\.isKept) == [true, false, true, false, true, true])
        #expect(cast.scores.allSatisfy { $0.threshold == 0.9 })
    }

    /// Is as sure as it should be.
    private struct Sure: Agent {
        let agent: any Agent
        var label: String { agent.label }

        func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
            let action = try await agent.propose(request, meter: meter).action
            return Proposal(action: action, confidence: (action.arguments["number"]?.integer ?? 0) > 0 ? 0.95 : 0.6)
        }
    }
}
