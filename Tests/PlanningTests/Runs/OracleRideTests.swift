import Planning
import Testing

struct OracleRideTests {
    private func step(
        _ chance: Double, draft: Double = 1, cost: Double = 1, execution: Double = 0, early: Bool = true
    ) -> OracleRide.Step {
        .init(
            verifierTime: 4, verifierCost: 10, executionTime: execution, draftTime: draft, draftCost: cost,
            chance: chance, runsEarly: early)
    }

    /// L* = max(S_i + t_i) with S_{i+1} = S_i + a_i after a right draft and S_i + t_i after a wrong one.
    @Test func theLatencyFloorIsTheOneOfTheFormula() throws {
        let ride = OracleRide([step(1), step(0), step(1), step(1)], lambda: 1)
        #expect(ride.latency == 0 + 1 + 4 + 1 + 4)
        #expect(ride.referenceLatency == 16)
        #expect(ride.objective(lambda: 1) == 10.0 / 16)
    }

    @Test func aPerfectDrafterTakesOneVerificationAndAllDrafts() {
        let ride = OracleRide(Array(repeating: step(1), count: 10), lambda: 1)
        #expect(ride.latency == 4 + 9)
        #expect(ride.cost == 100 + 9)
    }

    @Test func withoutRightDraftsTheOracleDoesNothing() {
        let ride = OracleRide(Array(repeating: step(0), count: 5), lambda: 0.5)
        #expect(ride.objective(lambda: 0.5) == 1)
        #expect(OracleRide.efficiency(of: 1.2, against: 1) == nil)
    }

    @Test func theOracleNeverPaysForSpeedThatNobodyWants() {
        let steps = Array(repeating: step(1), count: 5)
        #expect(OracleRide(steps, lambda: 0).cost == 50)
        #expect(OracleRide(steps, lambda: 0).objective(lambda: 0) == 1)
    }

    @Test func aDrafterSlowerThanItsVerifierIsOfNoUse() {
        let ride = OracleRide([step(1, draft: 9), step(1, draft: 9), step(1)], lambda: 1)
        #expect(ride.latency == 12)
        #expect(ride.cost == 30)
    }

    @Test func whatMayNotRunEarlyEndsTheChain() {
        let free = OracleRide([step(1, execution: 2), step(1, execution: 2), step(1, execution: 2)], lambda: 1)
        let held = OracleRide(
            [step(1, execution: 2, early: false), step(1, execution: 2), step(1, execution: 2)], lambda: 1)
        #expect(free.latency == 3 + 3 + 4 + 2)
        #expect(held.latency == 6 + 3 + 4 + 2)
    }

    @Test func efficiencyIsThePartOfTheGainThatWasReached() throws {
        let efficiency = try #require(OracleRide.efficiency(of: 0.8, against: 0.6))
        #expect(abs(efficiency - 0.5) < 1e-12)
        #expect(OracleRide.efficiency(of: .nan, against: 0.6) == nil)
        #expect(OracleRide([], lambda: 0.5).objective(lambda: 0.5) == nil)
    }
}
