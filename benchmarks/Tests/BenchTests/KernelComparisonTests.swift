import Testing

@testable import Bench

/// What `outrider-bench kernels` reports, from rounds that nobody measured.
struct KernelComparisonTests {
    private static func comparison(plain: [Double]) -> KernelComparison {
        KernelComparison(
            model: "small",
            rounds: zip(plain, [100.0, 300, 200]).map { plain, wide in
                [
                    KernelRow(kernels: "wide", prompt: wide, answer: wide / 10),
                    KernelRow(kernels: "plain", prompt: plain, answer: wide / 40),
                ]
            })
    }

    @Test func everySetIsThereAndANarrowerOneBesideTheWidestOfItsRound() {
        let figures = Self.comparison(plain: [50, 30, 200]).figures
        #expect(
            figures.map(\.name) == [
                "small, prompt, wide", "small, prompt, plain", "small, prompt, plain",
                "small, answer, wide", "small, answer, plain", "small, answer, plain",
            ])
        #expect(
            figures.map(\.unit) == ["tokens/s", "tokens/s", "× wide", "tokens/s", "tokens/s", "× wide"])
        #expect(
            figures.map(\.values) == [
                [100, 300, 200], [50, 30, 200], [0.5, 0.1, 1], [10, 30, 20], [2.5, 7.5, 5], [0.25, 0.25, 0.25],
            ])
        let table = Report(benchmark: "kernels", seed: 1, figures: figures).table
        #expect(table.contains("median ≥ 0.1 met"))
        #expect(!table.contains("MISSED"))
    }

    @Test func tenTimesAsSlowIsNotGoodEnough() {
        let figures = Self.comparison(plain: [9, 27, 200]).figures
        #expect(figures[2].values == [0.09, 0.09, 1])
        #expect(Report(benchmark: "kernels", seed: 1, figures: figures).table.contains("median ≥ 0.1 MISSED"))
    }

    @Test func aProcessorWithOneSetHasNothingToCompare() {
        let rounds = [[KernelRow(kernels: "plain", prompt: 100, answer: 10)]]
        let figures = KernelComparison(model: "small", rounds: rounds).figures
        #expect(figures.map(\.name) == ["small, prompt, plain", "small, answer, plain"])
        #expect(figures.allSatisfy { $0.target == nil })
        #expect(KernelComparison(model: "small", rounds: []).figures.isEmpty)
    }
}
