@testable import Control
import Foundation
import Testing

struct DSPDepthTests {
    /// Lives through the recorded runs as the planner would, drafting every step.
    private func live(_ controller: inout DSPDepth, _ run: RecordedRun) -> [(predicted: Double, real: Int)] {
        var predictions: [(Double, Int)] = []
        var trail = DraftTrail(run.features)
        controller.observe(.started(run.features, committed: 0))
        let figures = CallFigures(seconds: 1)
        for (index, step) in run.steps.enumerated() {
            let position = index + 1
            if index == 0 || run.steps[index - 1].match != true, let real = run.verifications(from: index) {
                predictions.append((controller.value(at: trail.context(stepsLeft: 99, now: 0)), real))
            }
            if let match = step.match {
                let draft = trail.drafted(at: position, tool: match ? step.tool : .text, finishes: step.finishes)
                controller.observe(.drafted(draft, figures))
                trail.judged(at: position, tool: step.tool, agrees: match).map { controller.observe($0) }
            }
            trail.committed()
            controller.observe(
                .committed(CommitFigures(position: position, tool: step.tool, seconds: 1, verification: figures)))
            while let training = controller.takeTraining() { controller.adopt(training()) }
        }
        controller.observe(.ended(steps: run.steps.count, finished: true))
        return predictions
    }

    /// Squared error of predicting the number of useful verifications, before learning from each run;
    /// the first third is for learning alone.
    private func error(_ shape: StateValue.Shape, seed: UInt64) throws -> (own: Double, constant: Double) {
        var controller = DSPDepth(shape, seed: seed)
        var errors: [Double] = []
        var constants: [Double] = []
        var (sum, count) = (2.0, 1.0)
        let runs = try RecordedRun.all()
        for (index, run) in runs.enumerated() {
            for (predicted, real) in live(&controller, run) {
                let real = Double(real)
                if index >= runs.count / 3 {
                    errors.append((predicted - real) * (predicted - real))
                    constants.append((sum / count - real) * (sum / count - real))
                }
                sum += real
                count += 1
            }
        }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        return (mean(errors), mean(constants))
    }

    @Test func onRecordedRunsTheLinearFunctionPredictsBetterThanTheNetwork() throws {
        let seeds: [UInt64] = [1, 2, 3, 4, 5]
        func mean(_ shape: StateValue.Shape) throws -> Double {
            try seeds.map { try error(shape, seed: $0).own }.reduce(0, +) / Double(seeds.count)
        }
        let (linear, network) = (try mean(.linear), try mean(.network(hidden: 16)))
        let constant = try error(.linear, seed: 1).constant
        print("squared error of k: linear \(linear), network \(network), mean so far \(constant)")
        #expect(linear <= network)
        #expect(linear <= constant)
    }

    private let states = (1...4).map {
        StateText(after: [ToolMark(hash: UInt32($0))], count: $0, verdicts: RecentVerdicts())
    }

    @Test func returnsCountTheVerificationsThatWillBeUsed() {
        let values = StateValue(.linear, seed: 1)
        let segment = Segment(states: Array(states.prefix(3)))
        // Untrained, V is 2 everywhere: G_3 = 1, G_2 = 1 + 0.05·2 + 0.95·1, G_1 = 1 + 0.05·2 + 0.95·G_2.
        let returns = values.returns(of: segment, trace: 0.95)
        #expect(abs(returns[2] - 1) < 1e-6)
        #expect(abs(returns[1] - 2.05) < 1e-6)
        #expect(abs(returns[0] - 3.0475) < 1e-6)
        #expect(values.returns(of: segment, trace: 1) == [3, 2, 1])
    }

    @Test func whereNobodyDraftedTheFunctionItselfGoesOn() {
        let values = StateValue(.linear, seed: 1)
        let segment = Segment(states: [states[0]], tail: states[1])
        #expect(values.returns(of: segment, trace: 0.95) == [3])
    }

    @Test(arguments: [StateValue.Shape.linear, .network(hidden: 8)]) func aHigherExpectilePredictsMore(
        shape: StateValue.Shape
    ) {
        let short = Segment(states: [states[0]])
        let long = Segment(states: [states[0], states[1], states[2], states[3]])
        func trained(_ expectile: Double) -> Double {
            var values = StateValue(shape, seed: 3)
            for _ in 0..<200 { values.train(on: [short, long], expectile: expectile, trace: 0.95, rate: 0.05) }
            return values(states[0], words: [])
        }
        let (low, middle, high) = (trained(0.1), trained(0.5), trained(0.95))
        #expect(low < middle && middle < high)
        #expect(abs(middle - 2.5) < 0.4)
    }

    @Test func theOffsetShiftsTheDepth() throws {
        func depth(offset: Int) throws -> Int {
            var controller = DSPDepth(seed: 1, offset: offset)
            for run in try RecordedRun.all() { _ = live(&controller, run) }
            controller.observe(.started(TaskFeatures(), committed: 0))
            return controller.decide(DepthContext(frontier: 1, next: DraftFeatures(position: 1), stepsLeft: 30)).depth
        }
        let plain = try depth(offset: 0)
        #expect(try depth(offset: 3) == plain + 3)
        #expect(try depth(offset: -99) <= 1)
    }

    @Test func beforeSixteenStatesTheDepthIsOneAndNothingIsTrained() {
        var controller = DSPDepth(seed: 1)
        controller.observe(.started(TaskFeatures(), committed: 0))
        #expect(controller.decide(DepthContext(frontier: 1, next: DraftFeatures(position: 1), stepsLeft: 9)).depth == 1)
        #expect(controller.takeTraining() == nil)
    }

    @Test func oneTrainingIsOutAtATimeAndAnOldOneNeverReplacesANewOne() throws {
        var controller = DSPDepth(seed: 1)
        var trainings: [DepthTraining] = []
        for run in try RecordedRun.all() {
            controller.observe(.started(run.features, committed: 0))
            for (index, step) in run.steps.enumerated() {
                let draft = DraftFeatures(position: index + 1, tool: step.tool)
                let figures = CallFigures(seconds: 1)
                controller.observe(.drafted(draft, figures))
                controller.observe(.compared(draft, agrees: step.match ?? false))
                controller.observe(
                    .committed(CommitFigures(position: index + 1, tool: step.tool, seconds: 1, verification: figures)))
                if let training = controller.takeTraining() { trainings.append(training) }
            }
        }
        // None came back, so the next was only handed out once the last seemed lost.
        #expect(trainings.count > 1)
        let first = try #require(trainings.first)
        let last = try #require(trainings.last)
        let (old, new) = (first(), last())
        controller.adopt(new)
        let settled = controller
        controller.adopt(old)
        #expect(controller == settled)
    }

    @Test func theRingForgetsTheOldest() {
        var ring = SegmentRing()
        for _ in 0..<2600 { ring.append(Segment(states: [states[0], states[1]])) }
        #expect(ring.states == 5000)
    }
}
