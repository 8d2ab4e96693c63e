import Control
import PlanningTesting
import Simulation
import Speculation
import Testing

/// The rules of riding ahead, drawn. See ``TimelineDiagram`` for how to read the drawings.
struct TimelineTests {
    typealias Step = DrawnWorkload.Step

    func timeline(
        _ steps: [Step], depth: Int, scheduling: SpeculationMachine.Scheduling = .continuous, earlyRepair: Bool = true,
        finishes: Bool = true, stepLimit: Int? = nil
    ) -> String {
        let load = DrawnWorkload(steps, finishes: finishes, stepLimit: stepLimit)
        var simulator = Simulator(
            load, controller: FixedDepth(depth), scheduling: scheduling, earlyRepair: earlyRepair)
        return TimelineDiagram(simulator()).description
    }

    @Test func atDepthZeroNothingIsDrafted() {
        #expect(
            timeline([Step(), Step(), Step()], depth: 0) == """
                V1 ====d
                V2     ====d
                V3         ====d
                -- ----1---2---3|
                """)
    }

    @Test func theVerifierStartsOnTheFrontierAtOnceAndBeyondItAsSoonAsThePrefixIsDrafted() {
        #expect(
            timeline([Step(), Step(), Step()], depth: 2, finishes: false) == """
                V1 ====y
                D1 =>
                V2  ====y
                D2  =>
                V3   ====d
                -- ----123|
                """)
    }

    @Test func aDraftThatNothingWillUseIsNeverAskedFor() {
        // The last position of the step limit is never drafted: no verification follows it.
        #expect(
            timeline([Step(), Step()], depth: 5, finishes: false) == """
                V1 ====y
                D1 =>
                V2  ====d
                -- ----12|
                """)
    }

    @Test func depthIsHowManyUnverifiedDraftsTheVerifierRunsAheadOn() {
        #expect(
            timeline([Step(), Step(), Step(), Step()], depth: 1, finishes: false) == """
                V1 ====y
                D1 =>
                V2  ====y
                D2  =>
                V3     ====y
                D3     =>
                V4      ====d
                -- ----12--34|
                """)
    }

    @Test func aMismatchCancelsEverythingBeyondIt() {
        #expect(
            timeline([Step(draft: .wrong), Step(), Step()], depth: 3, finishes: false) == """
                V1 ====n
                D1 =>
                V2  ===x
                D2  =>
                V3   ==x
                V2     ====y
                D2     =>
                V3      ====d
                -- ----1---23|
                """)
    }

    @Test func verdictsOutOfOrderAreCommittedInOrder() {
        #expect(
            timeline([Step(verifying: 6), Step(verifying: 1), Step(verifying: 1)], depth: 2, finishes: false) == """
                V1 ======y
                D1 =>
                V2  =d
                D2  =x
                V3   =d
                -- ------3|
                """)
    }

    @Test func aMismatchBehindAnOpenVerdictIsRepairedEarly() {
        let steps = [Step(verifying: 8), Step(verifying: 2, draft: .wrong), Step(verifying: 3), Step(verifying: 2)]
        #expect(
            timeline(steps, depth: 3, finishes: false) == """
                V1 ========y
                D1 =>
                V2  ==n
                D2  =>
                V3   =x
                D3   =x
                V3    ===y
                D3    =>
                V4     ==d
                -- --------4|
                """)
    }

    @Test func withoutEarlyRepairAMismatchWaitsForEarlierVerdicts() {
        let steps = [Step(verifying: 8), Step(verifying: 2, draft: .wrong), Step(verifying: 3)]
        #expect(
            timeline(steps, depth: 3, earlyRepair: false, finishes: false) == """
                V1 ========y
                D1 =>
                V2  ==n
                D2  =>
                V3   =x
                V3         ===d
                -- --------2--3|
                """)
    }

    @Test func anEarlierMismatchUndoesAnEarlyRepair() {
        let steps = [Step(verifying: 6, draft: .wrong), Step(verifying: 2, draft: .wrong), Step(verifying: 4)]
        #expect(
            timeline(steps, depth: 2, finishes: false) == """
                V1 ======n
                D1 =>
                V2  ==n
                D2  =>
                V3   =x
                V3    ===x
                V2       ==n
                D2       =>
                V3        =x
                V3         ====d
                -- ------1-2---3|
                """)
    }

    @Test func anActionThatMayNotRunEarlyEndsTheChainUntilItIsVerified() {
        #expect(
            timeline([Step(execution: .late), Step()], depth: 3, finishes: false) == """
                V1 ====y
                D1 =>
                T1     =o
                V2      ====d
                -- -----1---2|
                """)
    }

    @Test func anActionThatMayRunEarlyIsCarriedOutBeforeItsVerdict() {
        #expect(
            timeline([Step(execution: .early), Step()], depth: 3, finishes: false) == """
                V1 ====y
                D1 =>
                T1  =o
                V2   ====d
                -- ----1-2|
                """)
    }

    @Test func theVerifiersOwnActionReplacesOneThatWasCarriedOutEarly() {
        #expect(
            timeline([Step(draft: .wrong, execution: .early), Step()], depth: 3, finishes: false) == """
                V1 ====n
                D1 =>
                T1  =o
                V2   ==x
                T1     =o
                V2      ====d
                -- -----1---2|
                """)
    }

    @Test func anEarlyExecutionThatFailsIsRepeatedAfterTheVerdict() {
        #expect(
            timeline([Step(execution: .early, executionFailures: 1), Step()], depth: 3, finishes: false) == """
                V1 ====y
                D1 =>
                T1  =!
                T1     =o
                V2      ====d
                -- -----1---2|
                """)
    }

    @Test(arguments: [SpeculationMachine.StepTraits.Execution.early, .provisional])
    func soIsOneThatFailsWhenTheVerdictIsIn(execution: SpeculationMachine.StepTraits.Execution) {
        let steps = [Step(execution: execution, executing: 4, executionFailures: 1), Step()]
        #expect(
            timeline(steps, depth: 3, finishes: false) == """
                V1 ====y
                D1 =>
                T1  ====!
                T1      ====o
                V2          ====d
                -- ---------1---2|
                """)
    }

    @Test func aDrafterThatFailsOnlyStopsTheChain() {
        #expect(
            timeline([Step(draft: .failing), Step(), Step()], depth: 2, finishes: false) == """
                V1 ====d
                D1 =!
                V2     ====y
                D2     =>
                V3      ====d
                -- ----1---23|
                """)
    }

    @Test func aDraftedFinishStopsDraftingAndOnlyAVerifiedOneEndsTheRun() {
        #expect(
            timeline([Step(draft: .finishing), Step()], depth: 3) == """
                V1 ====n
                D1 =>
                V2     ====y
                D2     =>
                -- ----1---2|
                """)
    }

    @Test func aVerifiedFinishCancelsWhateverRidesBeyondIt() {
        #expect(
            timeline([Step(), Step(draft: .wrong)], depth: 3) == """
                V1 ====y
                D1 =>
                V2  ====n
                D2  =>
                V3   ===x
                D3   =>
                V4    ==x
                D4    =>
                V5     =x
                D5     =x
                -- ----12|
                """)
    }

    @Test func aDraftThatComesAfterTheVerdictIsCancelled() {
        #expect(
            timeline([Step(drafting: 6), Step()], depth: 1, finishes: false) == """
                V1 ====d
                D1 ====x
                V2     ====d
                -- ----1---2|
                """)
    }

    @Test func aVerificationThatFailsAheadIsRepeatedAtTheFrontier() {
        #expect(
            timeline([Step(verifying: 6), Step(verifying: 2, failures: 1), Step()], depth: 2, finishes: false) == """
                V1 ======y
                D1 =>
                V2  ==!
                D2  =>
                V3   =x
                V2       ==y
                V3       ====d
                -- ------1-2-3|
                """)
    }

    @Test func aVerificationThatFailsAtTheFrontierEndsTheRun() {
        #expect(
            timeline([Step(failures: 1), Step(verifying: 8)], depth: 1) == """
                V1 ====!
                D1 =>
                V2  ===x
                D2  =>
                -- -----|
                """)
    }

    @Test func aRoundDraftsAsFarAsItsDepthAndWaitsForAllVerdicts() {
        #expect(
            timeline([Step(), Step(), Step(), Step()], depth: 1, scheduling: .rounds, finishes: false) == """
                V1 ====y
                D1 =>
                V2  ====d
                V3      ====y
                D3      =>
                V4       ====d
                -- ----12---34|
                """)
    }

    @Test func aMismatchEndsARound() {
        #expect(
            timeline([Step(draft: .wrong), Step(), Step()], depth: 2, scheduling: .rounds, finishes: false) == """
                V1 ====n
                D1 =>
                V2  ===x
                D2  =>
                V3   ==x
                V2     ====y
                D2     =>
                V3      ====d
                -- ----1---23|
                """)
    }
}
