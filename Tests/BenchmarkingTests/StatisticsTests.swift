import Benchmarking
import Control
import Planning
import Simulation
import Testing

struct StatisticsTests {
    @Test func nothingHasNoMean() {
        #expect(Estimate([]) == nil)
    }

    @Test func oneValueIsItsOwnInterval() throws {
        let estimate = try #require(Estimate([0.5]))
        #expect((estimate.low, estimate.mean, estimate.high) == (0.5, 0.5, 0.5))
        #expect(estimate.words == "0.500")
    }

    @Test func theIntervalHoldsTheMeanAndIsTheSameTwice() throws {
        let values = (0..<40).map { Double($0 % 7) }
        let estimate = try #require(Estimate(values))
        #expect(estimate == Estimate(values))
        #expect(estimate.low < estimate.mean && estimate.mean < estimate.high)
        // Of 40 values with a deviation of 2, the mean deviates by 0.31.
        #expect(abs(estimate.high - estimate.low - 4 * 0.31) < 0.25)
    }

    @Test(arguments: [1, 2000])
    func tasksOfOneStepAndOfTwoThousandAreSimulated(count: Int) throws {
        let call = PlannedStep.Call(latency: 1, charge: .init(promptDollars: 1))
        let slow = PlannedStep.Call(latency: 5, charge: .init(promptDollars: 4))
        let task = try #require(
            PlannedTask(
                steps: (0..<count).map { .init(drafting: call, verifying: slow, draft: $0 % 4 == 3 ? .wrong : .right) },
                stepLimit: 2 * count))
        for name in ["off", "fixed-64", "threshold", "ucb", "exp3", "oracle"] {
            let contestant = try #require(Contestant(name))
            let figures = try #require(Trial(contestant, lambda: .balanced)([task]).first)
            #expect(figures.steps == count)
            #expect(figures.effort.latency <= 1)
        }
    }

    @Test func withoutTimesAndCostsNothingIsWonAndNothingBreaks() throws {
        let nothing = PlannedStep.Call(latency: 0, charge: .zero)
        let task = try #require(
            PlannedTask(steps: [.init(drafting: nothing, verifying: nothing, draft: .right)], stepLimit: 3))
        for name in ["off", "fixed-3", "threshold", "ucb", "exp3"] {
            let figures = Trial(try #require(Contestant(name)), lambda: .balanced)([task]).sum
            #expect(figures.objective(.balanced) == 1)
        }
        let bound = OracleBound([task], lambda: .balanced)
        #expect(bound.objective == 1)
        #expect(bound.efficiency(of: 1) == nil)
    }

    @Test(arguments: [("0,0,1,1", CostBasis.dollars), ("", .tokens)])
    func tasksAreCalibratedInDollarsOrElseInTokens(prices: String, basis: CostBasis) throws {
        let traces = try #require(TraceWorkload([trace(tokens: 10, dollars: nil)]))
        let calibration = Calibration(traces, prices: TokenPrices(prices))
        #expect(calibration.basis == basis)
        #expect(!calibration.isFree)
        #expect(abs(calibration.choices[0].cost - (basis == .dollars ? 40e-6 : 40)) < 1e-9)
    }

    @Test(arguments: [(10.0, CostBasis.tokens, 40.0), (0, .seconds, 8)])
    func freeModelsAreCalibratedInTokensOrElseInSeconds(tokens: Double, basis: CostBasis, cost: Double) throws {
        let calibration = Calibration(try #require(TraceWorkload([trace(tokens: tokens, dollars: 0)])), prices: nil)
        #expect(calibration.basis == basis)
        #expect(calibration.isFree)
        #expect(calibration.choices[0].cost == cost)
        #expect(calibration.choices.allSatisfy { $0.relativeCost >= 1 })
    }

    /// Two steps of 4 s, with drafts of 1 s that are right; as many tokens of prompt as of generation.
    private func trace(tokens: Double, dollars: Double?) -> TaskTrace {
        func call(_ latency: Double) -> TaskTrace.Call {
            .init(
                action: "a", latency: latency, promptTokens: tokens, generatedTokens: tokens, dollars: dollars)
        }
        let step = TaskTrace.Step(drafter: call(1), verifier: call(4), matches: true)
        return TaskTrace(id: "1", task: "t", steps: [step, step])
    }

    @Test func tooFewRunsMakeNoSuggestion() throws {
        let call = PlannedStep.Call(latency: 1, charge: .init(promptDollars: 1))
        let slow = PlannedStep.Call(latency: 6, charge: .init(promptDollars: 5))
        let steps = [PlannedStep](repeating: .init(drafting: call, verifying: slow, draft: .right), count: 6)
        let task = try #require(PlannedTask(steps: steps, stepLimit: 24))
        let few = Calibration([task, task], basis: .dollars)
        #expect(few.suggestion == nil)
        #expect(few.choices.count == 11)
        let many = Calibration([PlannedTask](repeating: task, count: 12), basis: .dollars)
        let suggestion = try #require(many.suggestion)
        #expect((0...1).contains(suggestion))
        #expect(many.choices[10].relativeLatency < many.choices[0].relativeLatency)
    }
}
