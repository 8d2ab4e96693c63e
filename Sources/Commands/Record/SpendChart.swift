import Ledger
import Planning

/// Spend as people see it on a terminal: a bar beside each row, and dollars by day as a line.
struct SpendChart {
    let groupings: [SpendGrouping]
    let rows: [SpendRow]

    /// Fewer columns than this show nothing.
    private static let leastWidth = 8
    private static let mostWidth = 40
    private static let legend = "█ stood  ░ did not stand"

    /// A bar for each row, where `table` leaves room for them on a line of `width` columns; nil where it does not, or
    /// where nothing was spent.
    func bars(beside table: Table, width: Int) -> [String]? {
        let taken = table.lines(width: nil).map(\.columns).max() ?? 0
        let room = min(width - taken - 2, Self.mostWidth)
        let most = rows.map(\.spend.known.dollars).max() ?? 0
        guard room >= Self.leastWidth, most > 0 else { return nil }
        return rows.map { Bar(amount: $0.spend.known.dollars, hatched: $0.wasted.dollars).text(of: most, width: room) }
    }

    /// What stands above the table: dollars by day, where days are told apart, and what the bars mean, where there are any.
    func heading(width: Int, hasBars: Bool) -> [String] {
        ([days(width: width)] + [hasBars && rows.contains { $0.wasted > .zero } ? Self.legend : nil])
            .compactMap(\.self).map { $0.clipped(to: width) }
    }

    /// Every day from the first to the last has its column; on some nothing was spent.
    private func days(width: Int) -> String? {
        guard let column = groupings.firstIndex(of: .day) else { return nil }
        var spent: [String: Money] = [:]
        for row in rows { spent[row.keys[column], default: .zero] += row.spend.known }
        let dates = spent.keys.compactMap(UTCInstant.init).sorted()
        guard let first = dates.first, let last = dates.last, first < last, let most = spent.values.max(), most > .zero
        else { return nil }
        let label = "\(first.day) "
        let tail = " \(last.day)  at most \(most) a day"
        let room = width - label.columns - tail.columns
        guard room >= Self.leastWidth else { return nil }
        let count = min(first.days(until: last), Self.mostDays)
        let values = (0...count).map { day in
            spent[last.advanced(by: .seconds(86_400 * (day - count))).day].map(\.dollars)
        }
        return label + Sparkline(values).text(width: room) + tail
    }

    /// Of a longer time, the last days.
    private static let mostDays = 3660
}
