import Control
import Planning
import PlanningTesting
import Strategies
import Testing

/// Every strategy keeps what all strategies have to keep.
struct StrategyConformanceTests {
    private let conformance = StrategyConformance()

    @Test func theBaselinesConform() async {
        #expect(await conformance.violations { _ in SequentialStrategy() } == [])
        #expect(await conformance.violations { _ in DraftOnlyStrategy() } == [])
    }

    @Test(arguments: [0, 1, 4]) func ridingAheadConforms(depth: Int) async {
        #expect(await conformance.violations { _ in DSPStrategy(controller: FixedDepth(depth)) } == [])
    }

    @Test(arguments: [0, 1, 2], [0, 1, 2])
    func theRewardGateConforms(depth: Int, auditEvery: Int) async {
        let violations = await conformance.violations { clock in
            RSDStrategy(
                reward: ScriptedReward(delay: .seconds(2), on: clock, cost: Money(nanodollars: 1)) { request in
                    request.candidates.map { ($0.action.arguments["number"]?.integer ?? 0) > 0 ? 0.9 : 0.1 }
                }, settings: .init(auditEvery: auditEvery), depth: depth)
        }
        #expect(violations == [])
    }

    @Test func aRewardModelThatAlwaysFailsConforms() async {
        let violations = await conformance.violations { clock in
            RSDStrategy(
                reward: ScriptedReward(delay: .seconds(1), on: clock) { _ in
                    throw RewardError(.unreadable, "no score in sight")
                })
        }
        #expect(violations == [])
    }

    @Test func deferralAndDelegationConform() async {
        #expect(await conformance.violations { _ in CascadeStrategy(settings: .init(auditEvery: 1)) } == [])
        #expect(await conformance.violations { _ in DelegateStrategy(settings: .init(auditEvery: 1)) } == [])
    }
}
