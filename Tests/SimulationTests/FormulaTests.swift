import Control
import Planning
import Simulation
import Speculation
import Testing

/// The closed forms of algorithms.md 5.3 and 5.4, reproduced within 2 %.
struct FormulaTests {
    private struct Measured {
        var latency = 0.0
        var cost = 0.0
    }

    /// Long plans: the formulas know no end. Long enough that 2 % is more than noise.
    private func measure(
        _ formulas: RoundFormulas, depth: Int, _ scheduling: SpeculationMachine.Scheduling
    ) throws -> Measured {
        let workload = SyntheticWorkload(
            acceptance: .constant(formulas.acceptance),
            drafter: CallModel(
                latency: formulas.drafting, promptTokens: 1, generatedTokens: 0,
                price: .init(input: formulas.draftCost * 1e6, output: 0)),
            verifier: CallModel(
                latency: formulas.verifying, promptTokens: 1, generatedTokens: 1,
                price: .init(input: formulas.promptCost * 1e6, output: formulas.generationCost * 1e6)),
            length: .fixed(2000), stepLimit: 2000)
        var measured = Measured()
        var steps = 0
        for task in workload.tasks(4, seed: 11) {
            var simulator = Simulator(
                task, controller: FixedDepth(depth), scheduling: scheduling, keepsWork: false)
            let run = simulator()
            measured.latency += run.latency
            measured.cost += run.cost
            steps += run.committed.count
        }
        measured.latency /= Double(steps)
        measured.cost /= Double(steps)
        return measured
    }

    private static let times = [(1.0, 6.0), (2.0, 5.0)]
    private static let acceptances = [0.3, 0.57, 0.8, 0.95]

    @Test(arguments: times, acceptances)
    func roundsTakeAndCostWhatTheFormulaSays(times: (Double, Double), acceptance: Double) throws {
        let formulas = RoundFormulas(drafting: times.0, verifying: times.1, acceptance: acceptance)
        for calls in [1, 2, 5, 12] {
            let measured = try measure(formulas, depth: calls - 1, .rounds)
            #expect(abs(measured.latency / formulas.roundLatency(calls) - 1) < 0.02, "latency, k = \(calls)")
            #expect(abs(measured.cost / formulas.roundCost(calls) - 1) < 0.02, "cost, k = \(calls)")
        }
    }

    @Test(arguments: times, acceptances)
    func aWindowTakesAndCostsWhatTheFormulaSays(times: (Double, Double), acceptance: Double) throws {
        let formulas = RoundFormulas(drafting: times.0, verifying: times.1, acceptance: acceptance)
        for slots in [2, 4, 9] {
            let measured = try measure(formulas, depth: slots - 1, .continuous)
            #expect(abs(measured.latency / formulas.windowLatency(slots) - 1) < 0.02, "latency, W = \(slots)")
            #expect(abs(measured.cost / formulas.windowCost(slots) - 1) < 0.02, "cost, W = \(slots)")
        }
    }
}
