import Foundation
import Planning
import Tasks
import Testing

@testable import Benchmarking

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Accuracy, time and cost side by side, and in pairs.
struct TaskReportTests {
    /// A run that took so long, whose verifier was asked so often for a cent each.
    private func row(
        _ contestant: String, _ task: Int, answer: String?, seconds: Int = 1, calls: Int = 1, price: Money? = cent
    ) throws -> AttemptRow {
        var random = SeededGenerator(seed: 1)
        let header = RunHeader(
            run: RunID(milliseconds: 1, using: &random), startedAt: 1, task: "What?", agent: "a", drafter: nil,
            verifier: "v", strategy: "s", guarantee: .lossless, scheduling: "continuous", lambda: 0.5, seed: 1,
            limits: Limits(steps: 5))
        var kinds: [RunEvent.Kind] = [.started(header)]
        for number in 0..<calls {
            let call = CallID(number + 1)
            kinds.append(
                .callStarted(
                    .init(
                        call: call, role: .verifier, position: 1, prefix: "",
                        announcement: .init(model: "v", purpose: "action", reservation: price))))
            kinds.append(
                .callSettled(
                    .init(
                        call: call, firstToken: nil, duration: .seconds(2),
                        settlement: .init(outcome: .finished, usage: Usage(freshInput: 90, output: 10), cost: price))))
        }
        kinds.append(.finished(.init(status: answer == nil ? .failed : .finished, answer: answer, error: "down")))
        let run = RunSummary(
            kinds.enumerated().map { index, kind in
                RunEvent(run: header.run, sequence: index + 1, time: .seconds(seconds), kind: kind)
            })
        let checked = CheckedTask(name: "t\(task)", text: "What?", measure: .answer("4"))
        return AttemptRow(contestant: contestant, task: checked, seed: 1, run: run)
    }

    private static let cent = Money(nanodollars: 10_000_000)

    @Test func meansAndPairsAreThoseOfTheRows() throws {
        var rows: [AttemptRow] = []
        for task in 1...10 {
            rows.append(try row("sequential", task, answer: task <= 8 ? "4" : "5", seconds: 4, calls: 10))
            rows.append(try row("srm --width 4", task, answer: task <= 9 ? "4" : nil, seconds: 2, calls: 1))
        }
        let report = TaskReport("sums", rows: rows, baseline: "sequential", countsShortest: false)
        let (alone, srm) = (report.contestants[0], report.contestants[1])
        #expect([alone.contestant, srm.contestant] == ["sequential", "srm --width 4"])
        #expect([alone.accuracy.mean, srm.accuracy.mean] == [0.8, 0.9])
        #expect(alone.unfinished == 0 && srm.unfinished == 1)
        #expect(alone.latency.mean == 4 && alone.verifierCalls.mean == 10 && alone.verifierTokens.mean == 1000)
        #expect(alone.verifierSeconds.mean == 20)
        #expect(abs((alone.dollars?.mean ?? 0) - 0.1) < 1e-12)
        #expect(alone.comparison == nil)
        let comparison = try #require(srm.comparison)
        #expect(comparison.pairs == 10)
        #expect(abs(comparison.accuracyPoints.mean - 10) < 1e-9)
        #expect(comparison.latency?.mean == 0.5)
        #expect(comparison.verifierCalls?.mean == 0.1)
        #expect(abs((comparison.dollars?.mean ?? 0) - 0.1) < 1e-9)
    }

    @Test func onlyTasksThatBothHaveMetAreCompared() throws {
        let rows = try [
            row("sequential", 1, answer: "4"), row("dsp", 1, answer: "4"), row("dsp", 2, answer: "5"),
        ]
        let report = TaskReport("sums", rows: rows, baseline: "sequential", countsShortest: false)
        #expect(report.contestants[1].comparison?.pairs == 1)
        #expect(report.contestants[1].comparison?.accuracyPoints.mean == 0)
        #expect(report.contestants[1].accuracy.mean == 0.5)
    }

    @Test func anUnknownPriceMakesTheCostUnknownAndNotZero() throws {
        let rows = try [row("sequential", 1, answer: "4", price: nil), row("dsp", 1, answer: "4")]
        let report = TaskReport("sums", rows: rows, baseline: "sequential", countsShortest: false)
        #expect(report.contestants[0].dollars == nil)
        #expect(report.contestants[1].comparison?.dollars == nil)
        #expect(rows[0].total.dollars == nil)
    }

    @Test(arguments: [(0, 10, 0, 0.278), (10, 10, 0.722, 1), (5, 10, 0.237, 0.763)])
    func anIntervalSaysSomethingWhereAllRunsWentTheSameWay(right: Int, count: Int, low: Double, high: Double) throws {
        let estimate = try #require(Estimate(successes: right, of: count))
        #expect(abs(estimate.low - low) < 0.001 && abs(estimate.high - high) < 0.001)
    }

    @Test func theFigureHasALineForEachStrategyAndAPointForEachOfItsSettings() throws {
        let rows = try [
            row("sequential", 1, answer: "4", calls: 5), row("rsd --threshold 0.5", 1, answer: "5"),
            row("rsd --threshold 0.9", 1, answer: "4", calls: 3),
        ]
        let figure = FrontierFigure(
            of: TaskReport("sums", rows: rows, baseline: "sequential", countsShortest: false))
        #expect(figure.series.map(\.name) == ["sequential", "rsd"])
        #expect(figure.series[1].points.map(\.label) == ["0.5", "0.9"])
        #expect(figure.series[1].points.map(\.y) == [0, 100])
        #expect(figure.axes.across == "dollars for a task")
        let svg = figure.svg
        #expect(svg.contains("sums: accuracy against dollars") && svg.contains("0.9"))
        #expect(XMLParser(data: Data(svg.utf8)).parse())
    }

    @Test func withoutDollarsTheFigureCountsCallsOfTheVerifier() throws {
        let rows = try [row("sequential", 1, answer: "4", calls: 5, price: .zero)]
        let figure = FrontierFigure(
            of: TaskReport("sums", rows: rows, baseline: "sequential", countsShortest: false))
        #expect(figure.series[0].points[0].x == 5)
        #expect(figure.axes.across == "calls of the verifier for a task")
    }
}
