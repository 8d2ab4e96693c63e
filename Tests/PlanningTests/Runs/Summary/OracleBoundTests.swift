import Planning
import Testing

struct OracleBoundTests {
    private func step(
        _ chance: Double, verifying: Double = 4, draft: Double = 1, cost: Double = 1, execution: Double = 0,
        early: Bool = true
    ) -> OracleBound.Step {
        .init(
            verifierTime: verifying, verifierCost: 10, executionTime: execution, draftTime: draft, draftCost: cost,
            chance: chance, runsEarly: early)
    }

    private func bound(_ steps: [OracleBound.Step], _ lambda: Double = 1) -> OracleBound {
        OracleBound([steps], lambda: lambda)
    }

    /// L* = max(S_i + t_i) with S_{i+1} = S_i + a_i after a right draft and S_i + t_i after a wrong one.
    @Test func theLatencyIsTheOneOfTheFormula() {
        let bound = bound([step(1), step(0), step(1), step(1)])
        #expect(bound.effort == RelativeEffort(latency: (0 + 1 + 4 + 1 + 4) / 16, cost: 42.0 / 40))
        #expect(bound.objective == 10.0 / 16)
    }

    @Test func aPerfectDrafterTakesOneVerificationAndAllDraftsBefore() {
        let bound = bound(Array(repeating: step(1), count: 10))
        #expect(bound.effort == RelativeEffort(latency: (4 + 9) / 40.0, cost: 109.0 / 100))
    }

    @Test func tasksAreRunOneAfterTheOther() {
        let task = [step(1), step(1)]
        #expect(abs(OracleBound([task, task], lambda: 0.8).objective - bound(task, 0.8).objective) < 1e-12)
    }

    @Test func withoutRightDraftsTheOracleDoesNothing() {
        let bound = bound(Array(repeating: step(0), count: 5), 0.5)
        #expect(bound.objective == 1)
        #expect(bound.effort == RelativeEffort())
        #expect(bound.efficiency(of: 1.2) == nil)
    }

    @Test(arguments: [0.0, 0.05]) func theOracleNeverPaysForSpeedThatNobodyWants(lambda: Double) {
        // At λ = 0.05 a draft saves 3 of 20 s, worth 0.0075, and costs 1 of 50, worth 0.019.
        let bound = bound(Array(repeating: step(1), count: 5), lambda)
        #expect(bound.effort == RelativeEffort())
        #expect(!bound.asksForDraft(of: step(1)))
    }

    /// Draft by draft: what it saves, λ(t − a)/L_ref, against what it costs, (1 − λ)c/C_ref.
    @Test func onlyTheDraftsThatPayAreAskedFor() {
        let steps = [step(1, cost: 1), step(1, cost: 9), step(1, verifying: 9, cost: 3), step(1)]
        let bound = bound(steps, 0.5)
        #expect(steps.map(bound.asksForDraft) == [true, false, true, true])
        // S: 0, 1, 5, 6: the verification of the third step is over last, at 14, and there the first draft counts alone.
        #expect(abs(bound.effort.latency - 14 / 21) < 1e-12)
        #expect(abs(bound.effort.cost - 41.0 / 40) < 1e-12)
    }

    @Test func aDrafterSlowerThanItsVerifierIsOfNoUse() {
        #expect(bound([step(1, draft: 9), step(1, draft: 9), step(1)]).effort == RelativeEffort())
    }

    @Test func whatMayNotRunEarlyEndsTheChain() {
        let free = [step(1, execution: 2), step(1, execution: 2), step(1, execution: 2)]
        var held = free
        held[0].runsEarly = false
        // Each draft of 1 s is carried out in 2 s; the last one while its verification goes on.
        #expect(bound(free).effort.latency == (3 + 3 + 4) / 18.0)
        #expect(bound(held).effort.latency == (6 + 3 + 4) / 18.0)
    }

    @Test func whatIsOnlyLikelyToBeRightCountsInPart() {
        let bound = bound([step(0.5), step(0.5), step(0)])
        #expect(abs(bound.effort.latency - (2.5 + 2.5 + 4) / 12) < 1e-12)
        #expect(abs(bound.effort.cost - 31.0 / 30) < 1e-12)
    }

    @Test func efficiencyIsThePartOfTheGainThatWasReached() throws {
        let efficiency = try #require(OracleBound.efficiency(of: 0.8, against: 0.6))
        #expect(abs(efficiency - 0.5) < 1e-12)
        #expect(OracleBound.efficiency(of: .nan, against: 0.6) == nil)
        #expect(OracleBound.efficiency(of: 0.8, against: 1) == nil)
    }

    @Test func whatCannotBeComparedWeighsLikeTheVerifierAlone() {
        #expect(bound([], 0.5).objective == 1)
        #expect(bound([step(1, verifying: 0, draft: 0, cost: 0)], 0.5).objective == 1)
        #expect(Double.nan.relative(to: 1) == 1)
        #expect(5.0.relative(to: 0) == 1)
        #expect(5.0.relative(to: .infinity) == 1)
        #expect(5.0.relative(to: 4) == 1.25)
    }
}
