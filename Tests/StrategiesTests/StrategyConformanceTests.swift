import Control
import Planning
import PlanningTesting
import Strategies
import Testing

/// Every strategy keeps what all strategies have to keep.
struct StrategyConformanceTests {
    private let conformance = StrategyConformance()

    @Test func theBaselinesConform() async {
        #expect(await conformance.violations(of: SequentialStrategy()) == [])
        #expect(await conformance.violations(of: DraftOnlyStrategy()) == [])
    }

    @Test(arguments: [0, 1, 4]) func ridingAheadConforms(depth: Int) async {
        #expect(await conformance.violations(of: DSPStrategy(controller: FixedDepth(depth))) == [])
    }

    @Test(arguments: [0, 1, 2], [0, 1, 2])
    func theRewardGateConforms(depth: Int, auditEvery: Int) async {
        let violations = await conformance.violations(
            of: RSDStrategy(settings: .init(auditEvery: auditEvery), depth: depth))
        #expect(violations == [])
    }

    @Test func aRewardModelThatAlwaysFailsConforms() async {
        let violations = await conformance.violations(of: RSDStrategy()) { clock in
            ScriptedReward(delay: .seconds(1), on: clock) { _ in throw RewardError(.unreadable, "no score in sight") }
        }
        #expect(violations == [])
    }

    @Test func deferralAndDelegationConform() async {
        #expect(await conformance.violations(of: CascadeStrategy(settings: .init(auditEvery: 1))) == [])
        #expect(await conformance.violations(of: DelegateStrategy(settings: .init(auditEvery: 1))) == [])
    }

    @Test(arguments: ThoughtSettings.Race.allCases, [1, 3])
    func thoughtsConform(race: ThoughtSettings.Race, drafts: Int) async {
        let settings = ThoughtSettings(drafting: DraftingSettings(drafts: drafts), race: race)
        #expect(await conformance.violations(of: SCoTStrategy(settings)) == [])
    }

    @Test(arguments: SearchSettings.Order.allCases, SearchSettings.Verification.allCases)
    func searchesConform(order: SearchSettings.Order, verification: SearchSettings.Verification) async {
        let settings = SearchSettings(search: order, verification: verification)
        #expect(await conformance.violations(of: SRMStrategy(settings)) == [])
    }

    @Test func aSearchWhoseRewardModelFailsConforms() async {
        let violations = await conformance.violations(of: SRMStrategy()) { clock in
            ScriptedReward(delay: .seconds(1), on: clock) { _ in throw RewardError(.unreadable, "no score in sight") }
        }
        #expect(violations == [])
    }

    @Test func manyDraftsConform() async {
        #expect(await conformance.violations(of: BestOfNStrategy()) == [])
        #expect(await conformance.violations(of: SelfConsistencyStrategy()) == [])
        #expect(await conformance.violations(of: PDRStrategy()) == [])
    }
}
