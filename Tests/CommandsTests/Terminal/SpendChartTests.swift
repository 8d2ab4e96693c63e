@testable import Ledger
import Planning
import Testing

@testable import Commands

struct SpendChartTests {
    private func row(_ keys: [String], _ dollars: Int64, wasted: Int64 = 0) -> SpendRow {
        SpendRow(
            keys: keys, calls: 3, spend: Spend(known: Money(nanodollars: dollars * 1_000_000_000)),
            wasted: Money(nanodollars: wasted * 1_000_000_000), inputTokens: 1, outputTokens: 1)
    }

    private let table = Table(columns: ["day", "cost"], rows: [["2026-11-24", "$4.00"], ["2026-11-26", "$8.00"]])

    private var chart: SpendChart {
        SpendChart(
            groupings: [.day, .model],
            rows: [
                row(["2026-11-24", "a"], 4), row(["2026-11-26", "a"], 6, wasted: 3), row(["2026-11-26", "b"], 2),
            ])
    }

    @Test func everyDayHasItsColumnAndTheModelsOfADayAreOne() {
        #expect(
            chart.heading(width: 80, hasBars: true) == [
                "2026-11-24 ▅ █ 2026-11-26  at most $8.00 a day", "█ stood  ░ did not stand",
            ])
    }

    @Test func barsTakeWhatTheTableLeaves() {
        #expect(chart.bars(beside: table, width: 29) == ["███████", "█████░░░░░", "███"])
        #expect(chart.bars(beside: table, width: 27) == ["█████", "████░░░░", "███"])
        #expect(chart.bars(beside: table, width: 26) == nil)
        #expect(chart.bars(beside: table, width: 500)?.map(\.count).max() == 40)
    }

    @Test(arguments: 1...120) func nothingIsWiderThanTheTerminal(width: Int) {
        for line in chart.heading(width: width, hasBars: true) { #expect(line.columns <= width) }
        let taken = table.lines(width: nil).map(\.columns).max() ?? 0
        for bar in chart.bars(beside: table, width: width) ?? [] { #expect(taken + 2 + bar.columns <= width) }
    }

    @Test func whereNothingWasSpentNothingIsDrawn() {
        let free = SpendChart(groupings: [.day], rows: [row(["2026-11-24"], 0), row(["2026-11-26"], 0)])
        #expect(free.heading(width: 80, hasBars: false).isEmpty)
        #expect(free.bars(beside: table, width: 80) == nil)
    }

    @Test func ofManyYearsTheLastDaysAreDrawn() {
        let long = SpendChart(groupings: [.day], rows: [row(["1900-01-01"], 1), row(["2026-11-26"], 2)])
        #expect(long.heading(width: 80, hasBars: false).first?.columns ?? 0 <= 80)
    }
}
