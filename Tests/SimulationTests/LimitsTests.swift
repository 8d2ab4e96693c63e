import Control
import Planning
import Simulation
import Speculation
import Testing

/// What must hold whatever a controller does (algorithms.md 8.2, 2 and 3).
struct LimitsTests {
    private func step(
        _ draft: PlannedStep.Draft = .right, drafting: Double = 1, verifying: Double = 6
    ) -> PlannedStep {
        PlannedStep(
            drafting: .init(latency: drafting, charge: .init(promptDollars: 0.2)),
            verifying: .init(latency: verifying, charge: .init(promptDollars: 0.5, generationDollars: 0.5)),
            draft: draft)
    }

    private func task(_ steps: [PlannedStep], quota: CallQuota = .unlimited, limit: Int? = nil) throws -> PlannedTask {
        try #require(PlannedTask(steps: steps, stepLimit: limit ?? steps.count, quota: quota))
    }

    @Test func atFullSpeedTheWindowIsAsWideAsVerifierAndDrafterAllow() throws {
        let lambda = try #require(Lambda(1))
        var controller: any DepthController = ThresholdDepth(.lambda(lambda), seed: 1)
        var peak = 0
        for _ in 0..<20 {
            var simulator = Simulator(
                try task([PlannedStep](repeating: step(), count: 40)), controller: controller, keepsWork: true)
            let run = simulator()
            controller = simulator.controller
            peak = Self.peakVerifications(run)
        }
        #expect(peak == 6)
    }

    @Test func atNoSpeedNothingIsDraftedButToExplore() throws {
        let lambda = try #require(Lambda(0))
        var controller: any DepthController = ThresholdDepth(.lambda(lambda), seed: 1)
        var cost = 0.0
        var alone = 0.0
        for _ in 0..<60 {
            var simulator = Simulator(
                try task([PlannedStep](repeating: step(), count: 10)), controller: controller, keepsWork: false)
            cost += simulator().cost
            alone += 10
            controller = simulator.controller
        }
        #expect(cost / alone <= 1.01)
    }

    @Test(arguments: [1, 2, 3, 7], SpeculationMachine.Scheduling.allCases)
    func nothingIsStartedBeyondTheStepLimit(limit: Int, scheduling: SpeculationMachine.Scheduling) throws {
        var simulator = Simulator(
            try task([PlannedStep](repeating: step(), count: limit)), controller: FixedDepth(64), scheduling: scheduling
        )
        let run = simulator()
        #expect(run.work.allSatisfy { $0.position <= limit })
        #expect(run.work.allSatisfy { $0.kind != .draft || $0.position < limit })
    }

    /// Positions 2 and 3 are wrong; the verdict on 3 is back long before the one on 2.
    @Test(arguments: SpeculationMachine.Scheduling.allCases, [true, false])
    func aLateMismatchAndThenAnEarlierOneCancelExactlyWhatComesAfter(
        scheduling: SpeculationMachine.Scheduling, earlyRepair: Bool
    ) throws {
        let steps = [
            step(verifying: 20), step(.wrong, verifying: 15), step(.wrong, verifying: 4), step(), step(),
        ]
        var simulator = Simulator(
            try task(steps), controller: FixedDepth(4), scheduling: scheduling, earlyRepair: earlyRepair)
        let run = simulator()
        #expect(run.committed.map(\.identity) == [1, 2, 3, 4, 5])
        #expect(run.work.allSatisfy { $0.ending != nil }, "every call ends once")
        let verdictOnTwo = try #require(run.work.first { $0.position == 2 && $0.ending == .disagreed })
        for work in run.work where work.position > 2 && work.start < 16 {
            #expect(work.end ?? .infinity <= 16, "what was built on the wrong second step is gone when it is known")
        }
        #expect(verdictOnTwo.end == 16)
        #expect(!run.work.contains { $0.position <= 2 && $0.kind == .verification && Self.isCancelled($0) })
        var expected = 0.0
        for work in run.work {
            let age = (work.end ?? 0) - work.start
            switch work.kind {
            case .draft: expected += 0.2
            case .verification: expected += 0.5 + 0.5 * age / steps[work.position - 1].verifying.latency
            case .execution: break
            }
        }
        #expect(abs(run.cost - expected) < 1e-9, "each call is charged once, for its age")
    }

    @Test(arguments: [1, 2, 3])
    func aQuotaIsKept(calls: Int) throws {
        let steps = (0..<30).map { step($0 % 3 == 0 ? .wrong : .right) }
        var simulator = Simulator(try task(steps, quota: .init(concurrent: calls)), controller: FixedDepth(5))
        let run = simulator()
        #expect(run.peakCalls == calls)
        #expect(run.committed.count == 30)
    }

    @Test func callsThatMustBeSpacedBeginNoSooner() throws {
        var simulator = Simulator(
            try task([PlannedStep](repeating: step(.fails), count: 4), quota: .init(spacing: 10)),
            controller: FixedDepth(0))
        #expect(simulator().latency == 36, "begun at 0, 10, 20 and 30")
    }

    @Test func whatWaitedForItsTurnAndWasCancelledCostsNothing() throws {
        // One call at a time: while position 1 is verified, its draft waits and is then overtaken.
        var simulator = Simulator(
            try task([step(), step()], quota: .init(concurrent: 1)), controller: FixedDepth(1))
        #expect(simulator().cost == 2)
    }

    /// One call in ten seconds, so that most of them wait. Those on a wrong prefix are cancelled before they were sent, and
    /// the next one begins when they would have.
    @Test func whatIsCancelledWhileItWaitsTakesNobodysTurn() throws {
        let steps = [step(verifying: 25), step(.wrong, verifying: 6), step(verifying: 6)]
        var simulator = Simulator(try task(steps, quota: .init(spacing: 10)), controller: FixedDepth(2))
        let run = simulator()
        #expect(run.committed.map(\.identity) == [1, 2, 3])
        let waited = run.work.filter { Self.isCancelled($0) }
        #expect(!waited.isEmpty, "something was cancelled")
        let begins = run.work.compactMap { work in work.end.map { ($0, work) } }
            .filter { !Self.isCancelled($0.1) && $0.1.kind != .execution }
            .map { end, work in
                end - (work.kind == .draft ? 1 : steps[work.position - 1].verifying.latency)
            }.sorted()
        for (one, next) in zip(begins, begins.dropFirst()) {
            #expect(next - one == 10, "every turn is used: \(begins)")
        }
    }

    @Test func aRunTellsWhatWasSpentInVain() throws {
        var simulator = Simulator(try task([step(.wrong), step()]), controller: FixedDepth(1))
        let run = simulator()
        // A wrong draft, and five of six seconds of the verification that was built on it.
        #expect(abs(run.wastedCost - (0.2 + 0.5 + 0.5 * 5 / 6)) < 1e-9)
        #expect(run.compared == 1)
        #expect(run.matches == 0)
    }

    private static func isCancelled(_ work: SimulatedRun.Work) -> Bool {
        if case .cancelled = work.ending { true } else { false }
    }

    private static func peakVerifications(_ run: SimulatedRun) -> Int {
        let verifications = run.work.filter { $0.kind == .verification }
        return verifications.map { one in
            verifications.count { $0.start <= one.start && ($0.end ?? .infinity) > one.start }
        }.max() ?? 0
    }
}
