import Control
import Planning
import Testing

/// What the threshold controller has to reach (algorithms.md 5.5 and 8.2), cold start included unless it
/// says otherwise. Everything is seeded, so the figures are the same everywhere.
struct ThresholdGoalsTests {
    private let seeds: [UInt64] = (1...6).map { $0 * 7919 }

    private func mean(_ figure: (UInt64) -> Double) -> Double {
        seeds.map(figure).reduce(0, +) / Double(seeds.count)
    }

    /// Beta parameter, λ, J of the threshold policy that knows every chance, from the table of 5.5.
    private static let table: [(beta: Double, lambda: Double, objective: Double)] = [
        (3.5, 0.6, 0.873), (3.5, 0.7, 0.799), (3.5, 0.8, 0.708), (3.5, 0.9, 0.601),
        (1.4, 0.6, 0.832), (1.4, 0.7, 0.769), (1.4, 0.8, 0.680), (1.4, 0.9, 0.573),
        (0.7, 0.6, 0.799), (0.7, 0.7, 0.732), (0.7, 0.8, 0.650), (0.7, 0.9, 0.560),
    ]

    /// The chances show in what a controller sees, but it has to learn how. About 200 rounds to learn.
    @Test(arguments: table) func onStepsThatDifferItComesNearThePolicyThatKnowsThem(
        goal: (beta: Double, lambda: Double, objective: Double)
    ) throws {
        let lambda = try #require(Lambda(goal.lambda))
        let objective = mean { seed in
            let tasks = (0..<6).map {
                BetaWorkload(
                    steps: 500, seed: seed &+ $0 &* 31, hint: .everything, beta: (goal.beta, goal.beta * 3 / 7))
            }
            var controller = ThresholdDepth(.lambda(lambda), seed: seed)
            return controller.play(tasks, at: lambda, warmUp: 1).objective
        }
        #expect(objective <= 1.03 * goal.objective)
    }

    @Test(arguments: [0, 0.1, 0.25, 0.5, 0.75, 1], [0.3, 0.6, 0.9])
    func afterThirtyTasksItIsNeverWorseThanTheVerifierAlone(
        value: Double, chance: Double
    ) throws {
        let lambda = try #require(Lambda(value))
        let objective = mean { seed in
            var controller = ThresholdDepth(.lambda(lambda), seed: seed)
            return controller.play(tasks(seed, chance), at: lambda, warmUp: 30).objective
        }
        // Looking now and then whether the drafter got better is all that it may cost.
        #expect(objective <= 1.002)
    }

    @Test(arguments: [0.1, 0.25, 0.5, 0.75]) func gettingToKnowADrafterThatIsNoGoodCostsLittle(value: Double) throws {
        let lambda = try #require(Lambda(value))
        let objective = mean { seed in
            var controller = ThresholdDepth(.lambda(lambda), seed: seed)
            return controller.play(Array(tasks(seed, 0.2).prefix(30)), at: lambda).objective
        }
        #expect(objective <= 1.01)
    }

    @Test func whereTasksAreGoodOrBadAsAWholeItBeatsEveryFixedDepth() throws {
        let lambda = try #require(Lambda(0.75))
        func objective(_ controller: (UInt64) -> some DepthController) -> Double {
            mean { seed in
                let tasks = (0..<60).map { index in
                    BetaWorkload(steps: 12, seed: seed &+ index &* 31, chance: index.isMultiple(of: 3) ? 0.15 : 0.9)
                }
                var controller = controller(seed)
                return controller.play(tasks, at: lambda, warmUp: 30).objective
            }
        }
        let fixed = (0...5).map { depth in objective { _ in FixedDepth(depth) } }.min() ?? 1
        #expect(objective { ThresholdDepth(.lambda(lambda), seed: $0) } < fixed - 0.03)
    }

    @Test(arguments: [0.3, 0.8, 0.95]) func atLambdaZeroItSpendsNoMore(chance: Double) throws {
        let lambda = try #require(Lambda(0))
        var controller = ThresholdDepth(.lambda(lambda), seed: 1)
        #expect(controller.play(tasks(1, chance), at: lambda).cost <= 1.01)
    }

    @Test(arguments: [0.3, 0.6, 0.8, 0.95]) func atLambdaOneItSavesWhatTheOracleSaves(chance: Double) throws {
        let lambda = try #require(Lambda(1))
        var controller = ThresholdDepth(.lambda(lambda), seed: 1)
        let tasks = tasks(1, chance)
        let latency = controller.play(tasks, at: lambda, warmUp: 30).latency
        let floors = tasks.dropFirst(30).map { $0.bound(lambda).objective }
        let best = floors.reduce(0, +) / Double(floors.count)
        #expect(1 - latency >= 0.95 * (1 - best))
    }

    @Test(arguments: [0.7, 0.8, 0.9]) func aDrafterThatFailsForAWhileIsDroppedAndTakenBack(value: Double) throws {
        let lambda = try #require(Lambda(value))
        func objectives(_ chances: [Double]) -> [Double] {
            var sums = [Double](repeating: 0, count: chances.count)
            for seed in seeds {
                var controller = ThresholdDepth(.lambda(lambda), seed: seed)
                for (index, chance) in chances.enumerated() {
                    let task = BetaWorkload(steps: 100, seed: seed &+ UInt64(index) &* 31, chance: chance)
                    sums[index] += controller.play([task], at: lambda).objective / Double(seeds.count)
                }
            }
            return sums
        }
        // Fifty rounds are 50 steps where nobody rides ahead and more where somebody does.
        let drifting = objectives([0.9, 0.9, 0.3, 0.3, 0.9, 0.9])
        #expect(drifting[3] <= 1.02)
        #expect(abs(drifting[5] - drifting[1]) < 0.05)
    }

    @Test func aVerifierThatBecomesSlowerIsNoticed() throws {
        let lambda = try #require(Lambda(0.7))
        var controller = ThresholdDepth(.lambda(lambda), seed: 5)
        _ = controller.play([BetaWorkload(steps: 300, seed: 5, chance: 0.8)], at: lambda)
        _ = controller.play([BetaWorkload(steps: 100, seed: 6, verifying: 30, chance: 0.8)], at: lambda)
        let slower = [BetaWorkload(steps: 600, seed: 7, verifying: 30, chance: 0.8)]
        let after = controller.play(slower, at: lambda).objective
        var fresh = ThresholdDepth(.lambda(lambda), seed: 5)
        _ = fresh.play([BetaWorkload(steps: 400, seed: 8, verifying: 30, chance: 0.8)], at: lambda)
        #expect(after <= fresh.play(slower, at: lambda).objective + 0.02)
    }

    private func tasks(_ seed: UInt64, _ chance: Double) -> [BetaWorkload] {
        (0..<60).map { BetaWorkload(steps: 8, seed: seed &+ $0 &* 31, chance: chance) }
    }
}
