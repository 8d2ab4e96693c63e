import Ledger
import Planning

/// Runs as people see them on a terminal: how long they took and what they cost, from the oldest to the newest.
struct RunsChart {
    /// The newest first, as they are listed.
    let runs: [RunRecord]

    private static let leastWidth = 8
    private static let mostWidth = 60
    /// The width of a bar in the list.
    private static let barWidth = 6

    /// The lines above the list; none for a single run, or on a terminal that is too narrow.
    func heading(width: Int) -> [String] {
        guard runs.count > 1 else { return [] }
        let oldestFirst = runs.reversed()
        let times = oldestFirst.map(\.latency)
        // What is not known whole is a gap.
        let costs = oldestFirst.map(\.spend.total)
        let time = line("time", times.map(\.seconds), Self.range(times) { $0.spoken }, width: width)
        let isPaid = costs.contains { $0.map { $0 > .zero } ?? false }
        let cost =
            isPaid
            ? line("cost", costs.map { $0?.dollars }, Self.range(costs.compactMap(\.self)) { "\($0)" }, width: width)
            : nil
        return [time, cost].compactMap(\.self)
    }

    /// A bar for each run, by its time.
    var bars: [String] {
        let most = runs.map(\.latency.seconds).max() ?? 0
        return runs.map { Bar(amount: $0.latency.seconds).text(of: most, width: Self.barWidth) }
    }

    private static func range<Value: Comparable>(_ values: [Value], _ words: (Value) -> String) -> String {
        guard let least = values.min(), let most = values.max() else { return "" }
        return least == most ? words(least) : "\(words(least)) – \(words(most))"
    }

    private func line(_ label: String, _ values: [Double?], _ range: String, width: Int) -> String? {
        let room = min(width - label.columns - range.columns - 4, Self.mostWidth)
        guard room >= min(Self.leastWidth, values.count) else { return nil }
        return "\(label)  \(Sparkline(values).text(width: room))  \(range)"
    }
}
