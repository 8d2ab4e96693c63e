import Foundation
import Planning

extension FrontierFigure {
    /// What accuracy costs: one point for everybody, a line for those that differ in their settings alone. The cost is
    /// dollars for a task, or calls of the verifier where nothing is paid or a price is unknown.
    public init(of report: TaskReport) {
        let costs = report.contestants.map { $0.dollars?.mean }
        let isPaid = costs.allSatisfy { $0 != nil } && costs.contains { $0 ?? 0 > 0 }
        var names: [String] = []
        for one in report.contestants where !names.contains(one.family) { names.append(one.family) }
        let series = names.enumerated().map { index, name in
            let points = report.contestants.filter { $0.family == name }.map { one in
                Point(
                    x: isPaid ? one.dollars?.mean ?? 0 : one.verifierCalls.mean, y: 100 * one.accuracy.mean,
                    label: one.settings ?? name)
            }
            let isBaseline = report.contestants.contains { $0.family == name && $0.contestant == report.baseline }
            return Series(
                name: name, style: isBaseline ? .reference : .controller(index),
                points: points.sorted { ($0.x, $0.y) < ($1.x, $1.y) })
        }
        let runs = report.contestants.map(\.runs).max() ?? 0
        self.init(
            title: "\(report.tasks): accuracy against \(isPaid ? "dollars" : "calls of the verifier")",
            subtitle: "means of \(runs) runs" + (report.countsShortest ? "; only shortest plans count" : ""),
            axes: Axes(
                across: isPaid ? "dollars for a task" : "calls of the verifier for a task",
                up: report.countsShortest ? "solved as shortly as can be" : "solved", acrossUnit: isPaid ? " $" : "",
                upUnit: " %", reference: nil, better: "↖"),
            series: series)
    }
}

extension TaskReport.Standing {
    /// The strategy without its settings.
    fileprivate var family: String { contestant.split(separator: " ").first.map(String.init) ?? contestant }

    /// The values of its settings; nil where it has none.
    fileprivate var settings: String? {
        let words = contestant.split(separator: " ").dropFirst().filter { !$0.hasPrefix("--") }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}
