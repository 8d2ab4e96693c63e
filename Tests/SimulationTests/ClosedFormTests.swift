import Control
import PlanningTesting
import Simulation
import Speculation
import Testing

/// What can be computed by hand.
struct ClosedFormTests {
    private func latency(
        _ steps: [DrawnWorkload.Step], depth: Int, scheduling: SpeculationMachine.Scheduling = .continuous
    ) -> Double {
        var simulator = Simulator(
            DrawnWorkload(steps, finishes: false), controller: FixedDepth(depth), scheduling: scheduling)
        return simulator().latency
    }

    @Test(arguments: SpeculationMachine.Scheduling.allCases, 0...6)
    func aDrafterThatIsAlwaysWrongCostsNoTime(scheduling: SpeculationMachine.Scheduling, depth: Int) {
        let steps = [DrawnWorkload.Step](repeating: .init(drafting: 1, verifying: 7, draft: .wrong), count: 20)
        #expect(latency(steps, depth: depth, scheduling: scheduling) == 20 * 7)
    }

    /// t + (n−1) · max(a, t/W) with W = depth + 1 parallel verifications (algorithms.md 8.2, 4).
    @Test(arguments: [1.0, 2, 4], 1...8)
    func aPerfectDrafterIsLimitedByItselfOrByTheWindow(drafting: Double, depth: Int) {
        let count = 40
        let verifying = 12.0
        let window = Double(depth + 1)
        let steps = [DrawnWorkload.Step](repeating: .init(drafting: drafting, verifying: verifying), count: count)
        let measured = latency(steps, depth: depth)
        // Verifications start in groups of W, each group t after the last one, and within a group a apart.
        let groups = ((Double(count) - 1) / window).rounded(.down)
        let inGroup = (Double(count) - 1).truncatingRemainder(dividingBy: window)
        let exact =
            window * drafting >= verifying
            ? verifying + Double(count - 1) * drafting : verifying + groups * verifying + inGroup * drafting
        #expect(measured == exact)
        let formula = verifying + Double(count - 1) * max(drafting, verifying / window)
        #expect(abs(measured - formula) <= verifying)
    }

    @Test func theVerifierAloneTakesTheSumOfItsSteps() {
        let steps = (1...9).map { DrawnWorkload.Step(verifying: Double($0)) }
        #expect(latency(steps, depth: 0) == 45)
    }

    @Test func cancelledCallsAreChargedInProportionToTheirAge() {
        struct Load: Workload {
            let stepLimit = 2
            func draft(at position: Int, after prefix: SimulatedPrefix) -> SimulatedCall {
                .init(latency: 1, cost: 1, action: SimulatedAction(-1))
            }
            func verification(at position: Int, after prefix: SimulatedPrefix, attempt: Int) -> SimulatedCall {
                .init(latency: 4, cost: 8, action: SimulatedAction(position))
            }
            func execution(of action: SimulatedAction, at position: Int, attempt: Int) -> SimulatedExecution {
                .init(latency: 0)
            }
        }
        var simulator = Simulator(Load(), controller: FixedDepth(1))
        // Two verifications that stand, one draft, and three quarters of a verification cancelled at 3 of 4 s.
        #expect(simulator().cost == 8 + 8 + 1 + 6)
    }
}
