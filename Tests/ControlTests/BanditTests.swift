import Control
import Planning
import Simulation
import Testing

struct BanditTests {
    private let lambda = Lambda.balanced

    private func tasks(_ chance: Double) -> [BetaWorkload] {
        (0..<160).map { BetaWorkload(steps: 8, seed: 40 + $0 * 31, chance: chance) }
    }

    private func objective(_ controller: some DepthController, _ chance: Double) -> Double {
        var controller = controller
        return controller.play(tasks(chance), at: lambda, warmUp: 60).objective
    }

    @Test(arguments: [0.2, 0.95]) func ucbComesNearTheBestFixedDepth(chance: Double) throws {
        let best = try #require((0...5).map { objective(FixedDepth($0), chance) }.min())
        #expect(objective(UCBDepth(.lambda(lambda)), chance) <= best + 0.06)
    }

    @Test(arguments: [0.2, 0.95]) func exp3IsBetterThanTheMeanOfAllDepths(chance: Double) {
        let mean = (0...5).map { objective(FixedDepth($0), chance) }.reduce(0, +) / 6
        #expect(objective(EXP3Depth(.lambda(lambda), seed: 3), chance) < mean)
    }

    @Test func aBanditTriesEveryDepthFirst() {
        var controller = UCBDepth(.lambda(lambda))
        var depths: Set<Int> = []
        for position in 1...60 {
            let context = DepthContext(frontier: position, next: DraftFeatures(position: position), stepsLeft: 99)
            depths.insert(controller.decide(context).depth)
            let figures = CallFigures(seconds: 6, dollars: 1)
            controller.observe(.verified(position: position, figures))
            controller.observe(
                .committed(CommitFigures(position: position, tool: .text, seconds: 6, verification: figures)))
        }
        #expect(depths == [0, 1, 2, 3, 4, 5])
    }

    @Test func theOracleWastesNothing() {
        for seed in 0..<20 {
            let task = BetaWorkload(steps: 30, seed: UInt64(seed), chance: 0.7)
            var simulator = Simulator(task, controller: OracleDepth(matches: task.isRight))
            let run = simulator()
            let best = task.bound(lambda).effort
            #expect(abs(run.latency / task.reference.seconds - best.latency) < 1e-9)
            #expect(abs(run.cost / task.reference.dollars - best.cost) < 1e-9)
        }
    }
}
